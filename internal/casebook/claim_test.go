package casebook_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/when"
)

func TestValuesAreParsedAndSaid(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		kind              casebook.SubjectKind
		field, typed      string
		exact, said, dice string
		refused           bool
	}{
		{kind: casebook.OnEvent, field: "date", typed: "2026-01-09", exact: "2026-01-09", said: "9 January 2026", dice: "9 de enero de 2026"},
		{kind: casebook.OnEvent, field: "date", typed: "Friday", refused: true},
		{kind: casebook.OnCase, field: "captor", typed: "state", exact: "state", said: "State", dice: "Estado"},
		{kind: casebook.OnCase, field: "captor", typed: "pirates", refused: true},
		{kind: casebook.OnPerson, field: "age", typed: "44", exact: "44", said: "44", dice: "44"},
		{kind: casebook.OnPerson, field: "age", typed: "144", refused: true},
		{kind: casebook.OnPerson, field: "nationality", typed: "ve, us, VE", exact: "US VE", said: "United States, Venezuela", dice: "Estados Unidos, Venezuela"},
		{kind: casebook.OnPerson, field: "nationality", typed: "US, XQ", refused: true},
		{kind: casebook.OnPerson, field: "role", typed: "lawyer, activist", exact: "lawyer activist", said: "Lawyer, Activist", dice: "Abogacía, Activismo"},
	} {
		f, ok := casebook.FieldOf(test.kind, test.field)
		if !ok {
			t.Fatalf("there is no field %s of a %s", test.field, test.kind)
		}
		v, err := f.Parse(test.typed)
		if (err != nil) != test.refused {
			t.Errorf("%s %q: %v, want refused %t", test.field, test.typed, err, test.refused)
		}
		if test.refused {
			continue
		}
		if v.Exact != test.exact {
			t.Errorf("%s %q is kept as %q, want %q", test.field, test.typed, v.Exact, test.exact)
		}
		if got := f.Say(locale.English, v); test.field != "role" && test.field != "captor" && got != test.said {
			t.Errorf("%s %q is said as %q, want %q", test.field, test.typed, got, test.said)
		}
		if got := f.Say(locale.Spanish, v); got == "" {
			t.Errorf("%s %q is not said in Spanish", test.field, test.typed)
		}
	}
}

func TestWhatIsWrittenToARowIsReadFromIt(t *testing.T) {
	t.Parallel()
	row := &casebook.Event{Date: when.MustParse("2026-01-08"), FacilityID: "x", Kind: casebook.Taken}
	for _, f := range casebook.FieldsOf(casebook.OnEvent) {
		want := casebook.Value{Exact: map[string]string{"date": "2026-01~", "facility": "y", "event": "missing"}[f.Name]}
		if f.Form == casebook.InWords {
			want = casebook.Value{Text: locale.Text{Es: "otra cosa"}}
		}
		if err := f.Write(row, want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, f.Read(casebook.Holder{Row: row})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
	}
}

func TestWhichClaimsAskWhetherWeAreRight(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 1, 9, 0, 0, 0, 0, time.UTC)
	f, _ := casebook.FieldOf(casebook.OnEvent, "date")
	now := casebook.Value{Exact: "2026-01-08"}
	claim := func(exact, standing, credibility string) casebook.Claim {
		return casebook.Claim{SubjectKind: casebook.OnEvent, Field: "date", Exact: exact, Standing: casebook.Standing(standing), Credibility: credibility}
	}
	ours := claim("2026-01-08", "accepted", "3")
	retracted := func(c casebook.Claim) casebook.Claim { c.RetractedAt = &at; return c }
	settled := func(c casebook.Claim, value string) casebook.Claim { c.SettledFor = value; return c }
	for _, test := range []struct {
		name   string
		claims []casebook.Claim
		want   []string
	}{
		{"nobody says otherwise", []casebook.Claim{ours}, nil},
		{"the same by another source", []casebook.Claim{ours, claim("2026-01-08", "also_reported", "1")}, nil},
		{"a better source", []casebook.Claim{ours, claim("2026-01-09", "also_reported", "2")}, []string{"better"}},
		{"a source as good", []casebook.Claim{ours, claim("2026-01-09", "also_reported", "3")}, []string{"as_good"}},
		{"a worse source", []casebook.Claim{ours, claim("2026-01-09", "also_reported", "4")}, nil},
		{"one that cannot be judged", []casebook.Claim{ours, claim("2026-01-09", "also_reported", "6")}, nil},
		{"neither can be judged", []casebook.Claim{claim("2026-01-09", "also_reported", "6")}, []string{"as_good"}},
		{"in words only", []casebook.Claim{claim("", "also_reported", "1")}, nil},
		{"disputed, in words only", []casebook.Claim{ours, claim("", "disputed", "6")}, []string{"disputed"}},
		{"superseded", []casebook.Claim{ours, claim("2026-01-09", "superseded", "1")}, nil},
		{"a rival that was retracted", []casebook.Claim{ours, retracted(claim("2026-01-09", "also_reported", "1"))}, nil},
		{"ours was retracted", []casebook.Claim{retracted(ours)}, []string{"retracted"}},
		{"settled", []casebook.Claim{ours, settled(claim("2026-01-09", "disputed", "1"), "2026-01-08")}, nil},
		{"settled for another value", []casebook.Claim{ours, settled(claim("2026-01-09", "disputed", "1"), "2026-01-07")}, []string{"disputed"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, r := range f.Rivals(now, test.claims) {
				got = append(got, r.Reason)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("asked because of (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatRestsOnASourceFallsOrStays(t *testing.T) {
	t.Parallel()
	derived := []casebook.Derivation{{SourceID: "repeat", FromID: "root"}, {SourceID: "again", FromID: "repeat"}, {SourceID: "mixed", FromID: "root"}, {SourceID: "mixed", FromID: "other"}}
	cite := func(source, origin casebook.ID) casebook.Citation {
		return casebook.Citation{SubjectKind: casebook.OnEvent, SubjectID: "e", SourceID: source, OriginID: origin}
	}
	for _, test := range []struct {
		name    string
		cites   []casebook.Citation
		rests   int
		verdict string
		origins int
	}{
		{"not on it", []casebook.Citation{cite("other", "")}, 0, "", 0},
		{"read there", []casebook.Citation{cite("root", "")}, 1, casebook.RestFalls, 0},
		{"at two removes", []casebook.Citation{cite("again", "")}, 1, casebook.RestFalls, 0},
		{"two that repeat it are nothing else", []casebook.Citation{cite("repeat", ""), cite("again", "")}, 2, casebook.RestFalls, 0},
		{"and another", []casebook.Citation{cite("repeat", ""), cite("other", "")}, 1, casebook.RestStays, 1},
		{"one that repeats several", []casebook.Citation{cite("mixed", "")}, 1, casebook.RestUnclear, 0},
		{"one that says whom it repeats", []casebook.Citation{cite("mixed", "other")}, 0, "", 0},
		{"one that says it repeats this", []casebook.Citation{cite("mixed", "root")}, 1, casebook.RestFalls, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := casebook.Evidence{Citations: test.cites, Derivations: derived}.RestingOn("root")
			if test.rests == 0 {
				if len(got) != 0 {
					t.Errorf("got %+v, want nothing that rests on it", got)
				}
				return
			}
			if len(got) != 1 || len(got[0].Cites) != test.rests || got[0].Verdict != test.verdict || got[0].Origins != test.origins {
				t.Errorf("got %+v, want %d citations, %s on %d origins", got, test.rests, test.verdict, test.origins)
			}
		})
	}
}
