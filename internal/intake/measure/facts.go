// Package measure holds what package intake suggests against a page of facts
// that people took from the same texts, so that the share it finds is a figure
// and not a hope. It knows how such a page is written and nothing of the texts.
// Start reading at [Facts] and [Run].
package measure

import (
	"regexp"
	"strings"

	"habeas/internal/when"
)

// Facts is a page in Markdown with the tables “Sources”, “People held”,
// “Release events”, “Competing counts” and the list “Country context”.
type Facts struct {
	Sources []Source
	Counts  []Fact // a number of people that somebody gave
	Events  []Fact // something that happened on a date
}

// Source is one text: its key on the page, the beginning of its file's name,
// when it was published.
type Source struct {
	Key       string
	File      string
	Published when.Date
	Language  string
}

// Fact is one count or one dated event of the page.
//
// A date that is none (“before 2026”) stays on the list and is never found.
type Fact struct {
	Says     string   // as the page says it
	Phrase   string   // of a count: the number as told
	Dates    []string // of an event: as written, several when the texts differ
	Release  bool     // of an event: people came free
	Measure  string   // of a count: held or released, where the page says so
	Sources  []string // keys; empty: any
	Claimant string
}

// Parse reads a page of facts.
func Parse(page string) Facts {
	var f Facts
	for title, body := range sections(page) {
		rows := tableOf(body)
		switch {
		case title == "Sources":
			for _, r := range rows {
				f.Sources = append(f.Sources, sourceOf(r))
			}
		case title == "Competing counts":
			for _, r := range rows {
				f.Counts = append(f.Counts, countOf(r))
			}
		case title == "Release events":
			for _, r := range rows {
				f.Events = append(f.Events, releaseOf(r))
				f.Counts = append(f.Counts, claimedIn(r)...)
			}
		case title == "People held":
			for _, r := range rows {
				f.addPeople(r)
			}
		case strings.HasPrefix(title, "Country context"):
			f.Events = append(f.Events, contextOf(body)...)
		}
	}
	return f
}

// sections gives the text below each heading, in the order of the page.
func sections(page string) func(yield func(title, body string) bool) {
	return func(yield func(string, string) bool) {
		for part := range strings.SplitSeq(page, "\n## ") {
			title, body, _ := strings.Cut(part, "\n")
			if !yield(strings.TrimSpace(title), body) {
				return
			}
		}
	}
}

// tableOf gives the rows of the first table of a section without its head.
func tableOf(body string) [][]string {
	var rows [][]string
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, cells)
	}
	if len(rows) < 2 {
		return nil
	}
	return rows[2:] // the head and the line below it
}

var (
	keys    = regexp.MustCompile(`\bS\d+\b`)
	isoDate = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`)
	firstOf = regexp.MustCompile(`\([^)]*\)`)
)

func cell(r []string, i int) string {
	if i < len(r) {
		return r[i]
	}
	return ""
}

func sourceOf(r []string) Source {
	published, _, _ := strings.Cut(cell(r, 3), " ")
	d, err := when.Parse(strings.TrimRight(published, ";,"))
	if err != nil {
		d = when.Date{}
	}
	language, _, _ := strings.Cut(cell(r, 4), " ")
	return Source{Key: cell(r, 0), File: cell(r, 1), Published: d, Language: language}
}

// countOf reads population, as of, count, who, in.
func countOf(r []string) Fact {
	f := Fact{Says: cell(r, 0) + ": " + cell(r, 2), Phrase: cell(r, 2), Claimant: cell(r, 3), Sources: keys.FindAllString(cell(r, 4), -1)}
	f.Measure = measureOf(cell(r, 0))
	return f
}

// measureOf gives what a population is counted as, where its words say so.
func measureOf(population string) string {
	words := strings.Fields(strings.ToLower(population))
	for _, w := range words {
		switch w {
		case "held", "detained":
			return "held"
		case "released", "freed":
			return "released"
		}
	}
	return ""
}

// releaseOf reads date, what, type, who says how many.
func releaseOf(r []string) Fact {
	date, _, _ := strings.Cut(cell(r, 0), " (")
	return Fact{Says: cell(r, 0) + ": " + cell(r, 1), Dates: []string{strings.TrimSpace(date)}, Release: true, Sources: keys.FindAllString(strings.Join(r, " "), -1)}
}

// claimedIn reads the numbers in the last column of a release: “"dozens" (Foro
// Penal, S2); about 50 (UN)”. One without a figure or a quoted word is none.
func claimedIn(r []string) []Fact {
	var all []Fact
	rest := keys.FindAllString(strings.Join(r, " "), -1)
	for part := range strings.SplitSeq(cell(r, 3), ";") {
		in := firstOf.FindString(part)
		phrase := strings.Trim(strings.TrimSpace(firstOf.ReplaceAllString(part, "")), `"“”`)
		if phrase == "" || phrase == "-" {
			continue
		}
		f := Fact{Says: cell(r, 0) + ": " + strings.TrimSpace(part), Phrase: phrase, Measure: "released", Claimant: strings.Trim(in, "()"), Sources: keys.FindAllString(in, -1)}
		if f.Sources == nil {
			f.Sources = rest
		}
		all = append(all, f)
	}
	return all
}

// addPeople reads who, what is said, by, note: a number of people, or what
// happened to somebody on a day.
func (f *Facts) addPeople(r []string) {
	all := strings.Join(r, " | ")
	sources := keys.FindAllString(cell(r, 2), -1)
	for i, day := range isoDate.FindAllString(cell(r, 1), -1) {
		if i == 0 {
			f.Events = append(f.Events, Fact{Says: day + ": " + cell(r, 0) + ", " + cell(r, 1), Dates: []string{day}, Sources: sources})
		}
	}
	if who := cell(r, 0); strings.HasPrefix(who, "at least ") || strings.HasPrefix(who, "some ") {
		f.Counts = append(f.Counts, Fact{Says: who + ", " + cell(r, 1), Phrase: who, Measure: measureOf(strings.NewReplacer(",", " ", ";", " ").Replace(cell(r, 1))), Claimant: cell(r, 2), Sources: keys.FindAllString(all, -1)})
	}
}

// contextOf reads “2019: what happened · 2019-03: …”; “a or b” are two days on
// which the texts differ.
func contextOf(body string) []Fact {
	var all []Fact
	text, _, _ := strings.Cut(strings.TrimSpace(body), "\n\n")
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "\n", " "), "·") {
		date, what, ok := strings.Cut(part, ": ")
		if !ok {
			continue
		}
		date = strings.TrimSpace(firstOf.ReplaceAllString(date, ""))
		var dates []string
		for d := range strings.SplitSeq(date, " or ") {
			if len(d) == len("01-10") && len(dates) > 0 { // the year is that of the day before
				d = dates[0][:5] + d
			}
			dates = append(dates, strings.TrimSpace(d))
		}
		for w := range strings.SplitSeq(what, ";") {
			all = append(all, Fact{Says: date + ": " + strings.TrimSpace(w), Dates: dates})
		}
	}
	return all
}
