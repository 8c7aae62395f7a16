package export_test

import (
	"bytes"
	"iter"
	"testing"

	"habeas/internal/export"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
)

func each[T any](all ...*T) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for _, v := range all {
			if !yield(v, nil) {
				return
			}
		}
	}
}

var cited = []public.CitedSource{
	{N: 1, ID: "aaaa000001", Title: "Seven freed", Publisher: "A paper"},
	{N: 2, Withheld: true},
}

// counts are a number with bounds in two languages, and one in words alone that
// would run as a formula.
func counts() iter.Seq2[*public.Count, error] {
	return each(
		&public.Count{ID: "cccc000001", Country: "VE", Claimant: public.Text{En: "Foro Penal", Es: "Foro Penal"}, Measure: "held", Population: public.Text{En: "political prisoners", Es: "presos políticos"}, PopulationKey: "political", Min: number(806), Max: number(806), Qualifier: "exactly", AsOf: when.MustParse("2026-01-12"), Basis: "verified", NamesPublished: "yes", Sources: cited},
		&public.Count{ID: "cccc000002", Country: "VE", Claimant: public.Text{En: "=cmd()"}, Measure: "released", Population: public.Text{En: "foreigners, \"dozens\""}, PopulationKey: "foreign", Nationality: "US", Qualifier: "about", Words: "dozens", WordsLang: "en", WindowStart: when.MustParse("2026-01-08"), Basis: "announced", NamesPublished: "no", ReleaseEventID: "eeee000001", Cites: []int{1}, Sources: cited[:1]},
	)
}

func sources() iter.Seq2[*public.Source, error] {
	return each(
		&public.Source{ID: "aaaa000001", Title: "Seven freed", Publisher: "A paper", Kind: "news_article", URL: "https://example.org/1?a=b", Published: when.MustParse("2026-01-13"), Language: "es", ReadOn: when.NewDay(2026, 1, 14), Reliability: "B", DerivedFrom: []public.SourceLink{{ID: "aaaa000002"}, {ID: "aaaa000003"}}},
		&public.Source{ID: "aaaa000002", Label: public.Text{En: "A statement of the family", Es: "Un comunicado de la familia"}, Kind: "family_testimony"},
	)
}

// parts are a release event with one case in it, confirmed as far as leaving,
// and one in which nobody of ours has a part.
func parts() iter.Seq2[*reading.EventPart, error] {
	event := &public.ReleaseEvent{ID: "eeee000001", Country: "VE", Date: when.MustParse("2026-01-13?"), Title: public.Text{En: "A release", Es: "Una excarcelación"}, Mechanisms: []public.Mechanism{{Code: "unilateral_gesture"}, {Code: "not_stated"}, {Code: "not_stated"}}, Unnamed: []public.Group{{Min: 4, Phrase: "at least four"}}, Sources: cited[:1]}
	freed := rows()[1]
	return each(
		&reading.EventPart{Event: event, Part: &reading.ReleasedCase{
			Row: freed, Outcome: reading.Out, Sources: cited,
			Release: public.Release{EventID: event.ID, Exit: "released", Cites: []int{2}, Steps: []public.Step{{Code: "announced"}, {Code: "left_facility", Date: when.MustParse("2026-01-13"), Cites: []int{1}}}, Conditions: []public.Condition{{Kind: "travel_ban"}}},
		}},
		&reading.EventPart{Event: &public.ReleaseEvent{ID: "eeee000002", Country: "IR", Title: public.Text{En: "Another"}}},
	)
}

func TestListsAreAsTheyWere(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		file  string
		lang  locale.Lang
		table func() export.Table
	}{
		{"counts", locale.English, func() export.Table { return export.Counts(counts()) }},
		{"counts.es", locale.Spanish, func() export.Table { return export.Counts(counts()) }},
		{"releases", locale.English, func() export.Table { return export.Releases(parts()) }},
		{"releases.es", locale.Spanish, func() export.Table { return export.Releases(parts()) }},
		{"sources", locale.English, func() export.Table { return export.Sources(sources()) }},
		{"sources.es", locale.Spanish, func() export.Table { return export.Sources(sources()) }},
	} {
		t.Run(test.file, func(t *testing.T) {
			t.Parallel()
			var plain, lines bytes.Buffer
			if err := export.CSV(&plain, style(test.lang, site), test.table()); err != nil {
				t.Fatal(err)
			}
			golden(t, test.file+".csv", plain.Bytes())
			if err := export.NDJSON(&lines, style(test.lang, site), test.table()); err != nil {
				t.Fatal(err)
			}
			golden(t, test.file+".ndjson", lines.Bytes())
		})
	}
}

// Every row of every list says what it is: an id, and the ids of its sources.
func TestEveryListHasIdsAndSources(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		table export.Table
		want  []string
	}{
		{export.Cases(nil), []string{"ref", "source_ids", "url"}},
		{export.Counts(nil), []string{"id", "source_ids", "release_event_id", "measure", "measure_label", "country", "country_label", "url"}},
		{export.Releases(nil), []string{"event_id", "case_ref", "source_ids", "outcome", "outcome_label", "exit_label", "url", "case_url"}},
		{export.Sources(nil), []string{"id", "kind", "kind_label", "derived_from", "url"}},
	} {
		have := map[string]int{}
		for _, name := range test.table.Columns(locale.For(locale.English)) {
			have[name]++
		}
		for _, name := range test.want {
			if have[name] != 1 {
				t.Errorf("%s has %d columns %s", test.table.Name, have[name], name)
			}
		}
		for name, n := range have {
			if n > 1 {
				t.Errorf("%s has the column %s twice", test.table.Name, name)
			}
		}
	}
}
