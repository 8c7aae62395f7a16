package web

import (
	"bytes"
	"net/url"
	"regexp"
	"strings"

	"habeas/internal/fault"
	"habeas/internal/reading"
	"habeas/internal/when"
)

// readPast takes the day that a page is read as of out of what an address
// asks. It answers with fault.Invalid for what is no day.
func readPast(asked url.Values) (p reading.Past, err error) {
	wrong := fault.Fields{}
	for name, day := range map[string]*when.Day{"as_of": &p.AsOf, "known_at": &p.KnownAt} {
		given := asked[name]
		delete(asked, name)
		switch {
		case len(given) > 1:
			wrong[name] = fault.Say("Give this once only.")
		case len(given) == 0 || strings.TrimSpace(given[0]) == "":
		default:
			if *day, err = when.ParseDay(strings.TrimSpace(given[0])); err != nil {
				wrong[name] = fault.Say("“%s” is not a day like 2026-01-13.", given[0])
			}
		}
	}
	if len(wrong) == 0 {
		return p, nil
	}
	f := fault.New(fault.Invalid, "This address asks for something that does not exist.")
	f.Fields = wrong
	return p, f
}

// asQuery writes the day that a page is read as of as part of an address.
func asQuery(p reading.Past) string {
	v := url.Values{}
	if !p.AsOf.IsZero() {
		v.Set("as_of", p.AsOf.String())
	}
	if !p.KnownAt.IsZero() {
		v.Set("known_at", p.KnownAt.String())
	}
	return v.Encode()
}

// carryOn puts the day that a page is read as of into an address of the site
// that does not name one.
func carryOn(path string, p reading.Past) string {
	if p.IsZero() || strings.Contains(path, "as_of=") || strings.Contains(path, "known_at=") {
		return path
	}
	path, place, found := strings.Cut(path, "#")
	if strings.Contains(path, "?") {
		path += "&" + asQuery(p)
	} else {
		path += "?" + asQuery(p)
	}
	if found {
		path += "#" + place
	}
	return path
}

// toRecord finds the addresses on a page that lead to a page of the record.
var toRecord = regexp.MustCompile(`(?:href|src|srcset)="(/(?:es|es/|)(?:(?:cases|releases|counts|countries|facilities|sources|pictures|states|held)[^"]*)?)"`)

// carryAll makes every link of a page lead to the same day: whoever reads the
// record as of a day goes on reading it so, until they leave it by the link to
// the present, which is written as a whole address.
func carryAll(body []byte, p reading.Past) []byte {
	var out bytes.Buffer
	last := 0
	for _, at := range toRecord.FindAllSubmatchIndex(body, -1) {
		out.Write(body[last:at[2]])
		path := strings.ReplaceAll(string(body[at[2]:at[3]]), "&amp;", "&")
		out.WriteString(strings.ReplaceAll(carryOn(path, p), "&", "&amp;"))
		last = at[3]
	}
	out.Write(body[last:])
	return out.Bytes()
}
