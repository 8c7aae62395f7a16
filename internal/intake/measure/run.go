package measure

import (
	"fmt"
	"io"
	"strings"

	"habeas/internal/intake"
	"habeas/internal/names"
	"habeas/internal/when"
)

// Text is a source with what it says.
type Text struct {
	Source
	Body string
}

// Share is how many of the facts of one kind were found.
type Share struct {
	Kind      string
	Found     int
	Of        int
	Claimed   int // of the counts found: given by whom the page says
	Named     int // of the counts found: the page says by whom
	Suggested int // in all texts, found or not
	Hits      []string
	Missed    []Fact
	Unread    []Fact // say no number, or no date, that can be looked for
}

// Percent gives the share, rounded down; 100 when there was nothing to find.
func (s Share) Percent() int {
	if s.Of == 0 {
		return 100
	}
	return 100 * s.Found / s.Of
}

// Run reads the texts and says which facts were suggested. A count is found
// when one of its texts gives a count of the same number, meant the same way,
// of the same measure. An event is found when a text gives an event on its
// date that is a release where the fact is one, or else whose sentence shares
// at least two words of weight with the fact.
func Run(f Facts, texts []Text) (counts, events Share) {
	counts.Kind, events.Kind = "counts", "dated events"
	read := make(map[string]reading, len(texts))
	for _, t := range texts {
		r := intake.Read(t.Body, intake.About{Published: t.Published, Language: t.Language})
		read[t.Key] = reading{t.Body, r}
		counts.Suggested += len(r.Counts)
		events.Suggested += len(r.Events)
	}
	for _, fact := range f.Counts {
		score(&counts, fact, read, findCount)
	}
	for _, fact := range f.Events {
		score(&events, fact, read, findEvent)
	}
	return counts, events
}

type reading struct {
	text string
	intake.Reading
}

func score(s *Share, fact Fact, read map[string]reading, find func(Fact, reading) (hit, claimant string, measurable bool)) {
	keys := fact.Sources
	if len(keys) == 0 {
		for key := range read {
			keys = append(keys, key)
		}
	}
	for _, key := range keys {
		hit, claimant, ok := find(fact, read[key])
		if !ok {
			s.Unread = append(s.Unread, fact)
			return
		}
		if hit != "" {
			s.Found, s.Of = s.Found+1, s.Of+1
			s.claimed(fact, claimant)
			s.Hits = append(s.Hits, fact.Says+"  <-  "+key+": "+hit)
			return
		}
	}
	s.Of++
	s.Missed = append(s.Missed, fact)
}

// findCount looks for a count in one text.
func findCount(fact Fact, r reading) (hit, claimant string, measurable bool) {
	told, ok := amountOf(fact.Phrase)
	if !ok {
		return "", "", false
	}
	for _, c := range r.Counts {
		if same(told, c) && (fact.Measure == "" || fact.Measure == string(c.Measure)) {
			return fmt.Sprintf("%q %s, by %q, as of %s", c.Span.In(r.text), c.Measure, c.Claimant, c.AsOf), c.Claimant, true
		}
	}
	return "", "", true
}

// claimed notes whether the claimant of a count is the one of the page.
func (s *Share) claimed(fact Fact, claimant string) {
	given := names.Tokens(fact.Claimant)
	if len(given) == 0 || s.Kind != "counts" {
		return
	}
	s.Named++
	in := " " + strings.Join(names.Tokens(claimant), " ") + " "
	for _, w := range given {
		if strings.Contains(in, " "+w+" ") && !strings.Contains(" the of a us via "+strings.ToLower(strings.Join(fact.Sources, " "))+" ", " "+w+" ") {
			s.Claimed++
			return
		}
	}
	if claimant == "" && strings.HasPrefix(fact.Claimant, "not ") { // “not attributed”
		s.Claimed++
	}
}

// amountOf reads the number of a fact by the same rules as a text, in a
// sentence made for it.
func amountOf(phrase string) (intake.Count, bool) {
	words := strings.Fields(phrase)
	for n := len(words); n > 0; n-- {
		r := intake.Read(strings.Join(words[:n], " ")+" people were released.", intake.About{Language: "en"})
		if len(r.Counts) == 1 && r.Counts[0].Span.From == 0 {
			return r.Counts[0], true
		}
	}
	return intake.Count{}, false
}

func same(a, b intake.Count) bool {
	equal := func(x, y *int) bool { return x == nil && y == nil || x != nil && y != nil && *x == *y }
	if !equal(a.Min, b.Min) || !equal(a.Max, b.Max) || a.Qualifier != b.Qualifier {
		return false
	}
	return names.Fold(a.Words) == names.Fold(b.Words)
}

// findEvent looks for a dated event in one text.
func findEvent(fact Fact, r reading) (hit, claimant string, measurable bool) {
	for _, written := range fact.Dates {
		want, err := when.Parse(written)
		if err != nil {
			continue
		}
		for _, e := range r.Events {
			said := r.Sentences[e.Sentence].In(r.text)
			if meets(want, e.Date.When) && (fact.Release && e.What == intake.IsRelease || !fact.Release && shared(fact.Says, said) >= 2) {
				return fmt.Sprintf("%q on %s, read as %s", e.Span.In(r.text), e.Date.Span.In(r.text), e.Date.When), "", true
			}
		}
	}
	return "", "", true
}

// meets reports that an event's date is the fact's: the same bounds, or within
// a stretch of days that the fact has.
func meets(want, got when.Date) bool {
	if want.Earliest() == got.Earliest() && want.Latest() == got.Latest() {
		return true
	}
	if want.Earliest().IsZero() || want.Latest().IsZero() || got.Earliest().IsZero() || got.Latest().IsZero() {
		return false
	}
	return want.IsInterval() && !got.Earliest().Before(want.Earliest()) && !got.Latest().After(want.Latest())
}

// shared counts the words of weight of a fact that begin as one of a sentence
// does, so that “releasing” meets “releases”.
func shared(fact, sentence string) int {
	in := map[string]bool{}
	for _, w := range names.Tokens(sentence) {
		in[stem(w)] = true
	}
	n := 0
	for _, w := range names.Tokens(fact) {
		if s := stem(w); len(s) >= 4 && s[0] > '9' && in[s] {
			in[s] = false
			n++
		}
	}
	return n
}

func stem(word string) string {
	if len(word) > 5 {
		return word[:5]
	}
	return word
}

// Print writes a share with its misses.
func (s Share) Print(w io.Writer, hits bool) {
	fmt.Fprintf(w, "%s: %d of %d found (%d %%); %d suggested in all\n", s.Kind, s.Found, s.Of, s.Percent(), s.Suggested)
	if s.Named > 0 {
		fmt.Fprintf(w, "  with the claimant of the page: %d of %d\n", s.Claimed, s.Named)
	}
	if hits {
		for _, h := range s.Hits {
			fmt.Fprintf(w, "  found:  %s\n", h)
		}
	}
	for _, m := range s.Missed {
		fmt.Fprintf(w, "  missed: %s\n", m.Says)
	}
	for _, u := range s.Unread {
		fmt.Fprintf(w, "  not looked for, since it gives no number: %s\n", u.Says)
	}
}
