// Package problem is the page for everything that went wrong: it says what
// happened in a sentence, and what to do next.
package problem

import (
	"net/http"
	"strconv"

	"habeas/internal/fault"
)

// status is the number in words for the page, not grouped.
func (p Props) status() string { return strconv.Itoa(p.Status) }

// Key gives the key of the page's own words. What was taken off and may come
// back is not called withdrawn.
func (p Props) Key() string {
	if p.TakenOff {
		return "problem.taken_off"
	}
	return "problem." + p.Code
}

// said reports whether the message of the room adds to the page's own text:
// that of a thing not found, of a method an address does not take, of a mistake
// of ours, or of an address whose parts are gone through below, does not.
func (p Props) said() bool {
	return len(p.Fields) == 0 && p.Status != http.StatusNotFound && p.Status != http.StatusMethodNotAllowed && p.Status != http.StatusInternalServerError
}

// searchHelps reports whether somebody was looking for something.
func (p Props) searchHelps() bool {
	return p.Code == string(fault.NotFound) || p.Code == string(fault.Gone) || p.Code == string(fault.Invalid)
}

// label says a part of the address as the form of the list calls it; empty for
// one that no form has. The address's own word stands beside it.
func (p Props) label(name string) string {
	if key := "filter." + name; p.Words.Has(key) {
		return p.T(key)
	}
	return ""
}
