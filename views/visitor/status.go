package visitor

import (
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/views/layout"
)

// StatusProps is the form at which a relative enters the digits of a card.
type StatusProps struct {
	layout.Family
	Token string            // ties the form to the browser it was shown in
	Wrong map[string]string // by field; “” for what is wrong with all of it
	Done  string            // what was just done
}

// StatusView is the page behind a card. Nothing on it tells whom it is about to
// somebody who looks over a shoulder: no name, no ref, no name of staff.
type StatusView struct {
	layout.Family
	Token          string // of the session, which every form carries
	Told, Next     string
	Liaison, Reach string
	Messages       []StatusMessage
	Public         *reading.CasePage // nil: the case is not published
	Until          when.Day
	Wrong          map[string]string
	Done           string
	Written        string // what was typed and could not be sent
}

// StatusMessage is one message between a relative and staff.
type StatusMessage struct {
	Text string
	Mine bool // of the relative
	Day  when.Day
}

// standing says in sentences what is public about the case, as its plain page
// does.
func (v StatusView) standing() []string {
	if v.Public == nil {
		return nil
	}
	p := NewPlain(v.Family, v.Public)
	said := []string{p.standing()}
	if caution := p.caution(); caution != "" {
		said = append(said, caution)
	}
	return append(said, p.checked()...)
}
