package leaktest_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/casebook"
	"habeas/internal/locale"
)

// hidden is what is known of somebody whose name is withheld, and could tell
// whose case it is.
type hidden struct {
	name, alias, birth, gender, role, nation, place, occupation, claim string
}

var (
	nations  = []string{"IT", "US", "CO", "DE"}
	roles    = []string{"journalist", "lawyer", "activist", "business"}
	genders  = []string{"female", "male", "other"}
	captors  = []string{"state", "armed_group"}
	detained = []string{"VE", "CU"}
)

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

func someone(r *rand.Rand, places []string, n int) hidden {
	return hidden{
		name: fmt.Sprintf("%c%s Person%d", 'A'+r.IntN(26), pick(r, []string{"na", "lbo", "mir"}), n), alias: fmt.Sprintf("Alias%d%d", n, r.IntN(1000)),
		birth: fmt.Sprintf("19%02d-0%d-1%d", 50+r.IntN(40), 1+r.IntN(9), r.IntN(10)), gender: pick(r, genders), role: pick(r, roles), nation: pick(r, nations),
		place: pick(r, places), occupation: fmt.Sprintf("occupation %d", r.IntN(1000)), claim: fmt.Sprintf("nationality %d", r.IntN(1000)),
	}
}

// casebookOf publishes a random casebook over some days, in which what is open
// is drawn from one source of chance and what those hide whose names are
// withheld from another. It gives the refs of the latter.
func casebookOf(t *testing.T, open, secret *rand.Rand) (*dated, map[string]hidden) {
	d, ctx := newDated(t), t.Context()
	src := must[casebook.ID](t)(d.desk.AddSource(ctx, d.by, casebook.SourceDraft{Title: "An open article", Visibility: "public"}))
	var places []string
	for i := range 4 {
		places = append(places, must[string](t)(d.desk.AddFacility(ctx, d.by, casebook.FacilityDraft{Name: fmt.Sprintf("House %d", i), Country: "VE", Visibility: "public"})))
	}
	withheld := map[string]hidden{}
	for n := range 18 {
		d.day(10 + n/4)
		apart := n%3 == 1
		who, scope := someone(open, places[:3], n), "publish_name"
		if apart {
			who, scope = someone(secret, places, n), "publish_anonymously"
		}
		ref := must[casebook.Ref](t)(d.desk.OpenCase(ctx, d.by, casebook.CaseDraft{
			Kind: "person", Country: pick(open, detained), Captor: pick(open, captors), Name: casebook.NameDraft{Text: who.name, Anyway: "another person"},
			Summary: en("Somebody is held."), Label: en("A person"), Birth: who.birth, Gender: who.gender, Roles: []string{who.role}, Occupation: en(who.occupation),
			Nationalities: []casebook.NationalityDraft{{Country: who.nation, Basis: "citizen"}},
		}, cite(src)))
		ok(t, d.desk.AddName(ctx, d.by, ref, casebook.NameDraft{Text: who.alias, Kind: "alias", Visibility: "public"}, nil))
		ok(t, d.desk.RecordConsent(ctx, d.by, ref, casebook.ConsentDraft{Basis: "consent", GivenBy: "aunt", Scopes: []string{scope}}))
		event := must[casebook.ID](t)(d.desk.RecordEvent(ctx, d.by, ref, casebook.EventDraft{
			Kind: pick(open, []string{"taken", "acknowledged"}), Date: fmt.Sprintf("2026-01-0%d", 1+open.IntN(9)), What: en("Taken."), Facility: who.place, Visibility: "public", Cites: cite(src),
		}))
		f := d.file(t, ref)
		ok(t, skip(d.desk.AddClaim(ctx, d.by, casebook.Subject{Kind: casebook.OnPerson, ID: f.Person.ID}, casebook.ClaimDraft{
			Field: "nationality", Value: en(who.claim), Exact: who.nation, Standing: "also_reported", Visibility: "public", Cites: cite(src),
		})))
		ok(t, skip(d.desk.AddClaim(ctx, d.by, casebook.Subject{Kind: casebook.OnEvent, ID: event}, casebook.ClaimDraft{
			Field: "facility", Value: en("held in " + who.place), Exact: who.place, Standing: "also_reported", Visibility: "public", Cites: cite(src),
		})))
		if d.publishNow(t, casebook.OnCase, f.Case.ID); apart {
			withheld[string(ref)] = who
		}
	}
	d.day(16)
	return d, withheld
}

// selections are filters, two and three at a time, with searches and days.
func selections(places []string) []url.Values {
	filters := map[string][]string{
		"country": detained, "state": {"in_custody"}, "captor": captors, "nationality": nations, "role": roles, "facility": places,
	}
	var single []url.Values
	for _, name := range slices.Sorted(maps.Keys(filters)) {
		for _, v := range filters[name] {
			single = append(single, url.Values{name: {v}})
		}
	}
	joined := func(all ...url.Values) url.Values {
		out := url.Values{}
		for _, v := range all {
			for name, values := range v {
				out[name] = append(out[name], values...)
			}
		}
		return out
	}
	out := append([]url.Values{{}}, single...)
	for i, a := range single {
		for j, b := range single[:i] {
			out = append(out, joined(a, b))
			for _, c := range single[:j] {
				if len(joined(a, b, c)) == 3 && (i+j)%7 == 0 { // some of them: the rest only takes longer
					out = append(out, joined(a, b, c))
				}
			}
		}
	}
	for i, v := range slices.Clone(out) {
		switch i % 12 {
		case 0:
			out = append(out, joined(v, url.Values{"q": {"somebody"}}))
		case 1:
			out = append(out, joined(v, url.Values{"known_at": {"2026-01-12"}}))
		case 2:
			out = append(out, joined(v, url.Values{"as_of": {"2026-01-05"}}))
		case 3:
			out = append(out, joined(v, url.Values{"detained_from": {"2026-01-04"}, "detained_to": {"2026-01-06"}}))
		}
	}
	return out
}

// Two casebooks that differ in nothing but what those hide whose names are
// withheld make one public record. No breakdown, filter, search, file or day of
// it, nor any difference of them, can then depend on what is hidden.
func TestNothingPublicDependsOnWhatIsHiddenWithAName(t *testing.T) {
	one, hiddenOne := casebookOf(t, rand.New(rand.NewPCG(1, 1)), rand.New(rand.NewPCG(2, 1)))
	other, hiddenOther := casebookOf(t, rand.New(rand.NewPCG(1, 1)), rand.New(rand.NewPCG(3, 1)))
	differ := 0
	for ref, who := range hiddenOne {
		if is, there := hiddenOther[ref]; !there {
			t.Fatalf("%s is withheld in one casebook only", ref)
		} else if is.nation != who.nation || is.place != who.place {
			differ++
		}
	}
	if differ < 4 {
		t.Fatalf("only %d of %d withheld people differ: the test is blind", differ, len(hiddenOne))
	}
	first, second := must[string](t)(one.shelf.Fingerprint(t.Context())), must[string](t)(other.shelf.Fingerprint(t.Context()))
	if first != second {
		t.Error("the two shelves differ")
	}
	places := []string{"house-0", "house-1", "house-2", "house-3"}
	asked := 0
	for i, q := range selections(places) {
		for _, path := range []string{"/cases?", []string{"/es/cases.csv?", "/cases.json?", "/api/v1/cases?", "/held.svg?"}[i%4]} {
			a, b := one.ask(t, path+q.Encode(), ""), other.ask(t, path+q.Encode(), "")
			if asked++; a.status != b.status || withoutDates(a.bytes) != withoutDates(b.bytes) {
				t.Fatalf("%s%s tells what is hidden (-one +other):\n%s", path, q.Encode(), cmp.Diff(withoutDates(a.bytes), withoutDates(b.bytes)))
			}
			if q.Has("nationality") || q.Has("role") || q.Has("facility") {
				for ref := range hiddenOne {
					if strings.Contains(string(a.bytes), ref) {
						t.Errorf("%s%s finds %s, who does not tell that", path, q.Encode(), ref)
					}
				}
			}
		}
	}
	starts := slices.DeleteFunc(everywhere("VE-2026-0001"), func(path string) bool {
		return strings.Contains(path, "_at=2026-01-13") || strings.Contains(path, "as_of")
	})
	for path, a := range one.walk(t, starts...) {
		b := other.ask(t, path, "")
		if a.status != b.status || withoutDates(a.bytes) != withoutDates(b.bytes) {
			t.Fatalf("%s tells what is hidden (-one +other):\n%s", path, cmp.Diff(withoutDates(a.bytes), withoutDates(b.bytes)))
		}
	}
	if page := string(one.ask(t, "/cases", "").bytes); !strings.Contains(page, "+</b>") {
		t.Error("the breakdowns do not say that there are people who may be in them")
	}
	t.Logf("asked %d times about %d withheld people", asked, len(hiddenOne))
}

// withoutDates leaves out the lines of an answer that are of the moment.
func withoutDates(all []byte) string {
	lines := strings.Split(string(all), "\n")
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool {
		return strings.HasPrefix(l, "Date: ") || strings.HasPrefix(l, "Etag: ") || strings.HasPrefix(l, "X-Request-Id: ") || strings.HasPrefix(l, "Content-Length: ")
	}), "\n")
}

// A page that may not tell a name tells it nowhere: not in a text, not in the
// title of a source.
func TestAWithheldNameIsRefusedInWhatTheCaseTells(t *testing.T) {
	d, ctx := newDated(t), t.Context()
	for name, said := range map[string]struct{ title, summary string }{
		"in the title of a source": {"Mariela Núñez taken at dawn", "Somebody is held."},
		"in the summary":           {"An open article", "MARIELA NUNEZ is held."},
	} {
		src := must[casebook.ID](t)(d.desk.AddSource(ctx, d.by, casebook.SourceDraft{Title: said.title, Visibility: "public"}))
		ref := must[casebook.Ref](t)(d.desk.OpenCase(ctx, d.by, casebook.CaseDraft{
			Kind: "person", Country: "VE", Name: casebook.NameDraft{Text: "Mariela Núñez"}, Summary: locale.Text{En: said.summary},
		}, cite(src)))
		ok(t, d.desk.RecordConsent(ctx, d.by, ref, casebook.ConsentDraft{Basis: "consent", GivenBy: "aunt", Scopes: []string{"publish_anonymously"}}))
		err := d.desk.Publish(ctx, program, casebook.Subject{Kind: casebook.OnCase, ID: d.file(t, ref).Case.ID})
		if err == nil || !strings.Contains(fmt.Sprint(saidBy(err)), "cannot be published") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
