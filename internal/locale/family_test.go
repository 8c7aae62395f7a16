package locale_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/locale"
)

// gendered says which languages speak of women and men in sentences of their
// own. The others have one sentence about any one person.
var gendered = map[locale.Lang]bool{
	locale.English: true, locale.French: true, locale.Russian: true, locale.Arabic: true, locale.Chinese: true,
}

var ofWhom = regexp.MustCompile(`^(plain\.state\..*)\.([nfmg])$`)

// familyWords gives the words of the pages for families, and of those behind a
// card.
func familyWords(t *testing.T, l locale.Lang) map[string]any {
	t.Helper()
	all := read(t, "words/"+string(l)+"/family.json")
	maps.Copy(all, read(t, "words/"+string(l)+"/family_status.json"))
	return all
}

// familyKeys gives the keys of the pages for families in a language, those of
// sentences about people without whom they are about.
func familyKeys(t *testing.T, l locale.Lang) (keys []string, forms map[string][]string) {
	t.Helper()
	forms = map[string][]string{}
	for key, value := range familyWords(t, l) {
		if m := ofWhom.FindStringSubmatch(key); m != nil {
			forms[m[1]] = append(forms[m[1]], m[2])
			continue
		}
		if _, plural := value.(map[string]any); plural || value != "" {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for key := range forms {
		slices.Sort(forms[key])
	}
	return keys, forms
}

func TestEveryTongueHasEverySentenceForFamilies(t *testing.T) {
	t.Parallel()
	want, sentences := familyKeys(t, locale.English)
	for _, l := range locale.Tongues {
		got, forms := familyKeys(t, l)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: keys differ (-English +it):\n%s", l, diff)
		}
		if diff := cmp.Diff(slices.Sorted(maps.Keys(sentences)), slices.Sorted(maps.Keys(forms))); diff != "" {
			t.Errorf("%s: sentences about people differ (-English +it):\n%s", l, diff)
		}
		need := "g n"
		if gendered[l] {
			need = "f g m n"
		}
		for key, of := range forms {
			if got := strings.Join(of, " "); got != need {
				t.Errorf("%s: %s has the forms %q, want %q", l, key, got, need)
			}
		}
	}
}

func TestEveryTongueFillsTheSamePlacesForFamilies(t *testing.T) {
	t.Parallel()
	all := locale.Variables(locale.For(locale.English))
	for _, l := range locale.Tongues {
		for key, got := range locale.Variables(locale.For(l)) {
			base := ofWhom.ReplaceAllString(key, "$1.n")
			if want, ok := all[base]; ok && !sameVariables(want, got) {
				t.Errorf("%s: %s has the places %v, in English %v", l, key, union(got), union(want))
			}
		}
	}
}

// sameVariables compares what sentences are filled with. Each form that counts
// may leave the count out where the number is a word, as in “two days”.
func sameVariables(a, b [][]string) bool { return slices.Equal(union(a), union(b)) }

func TestEveryTongueHasEveryPluralFormItNeeds(t *testing.T) {
	t.Parallel()
	need := map[locale.Lang]string{
		locale.Russian: "few many one other", locale.Arabic: "few many one other two", locale.Chinese: "other",
	}
	for _, l := range locale.Tongues {
		want := need[l]
		if want == "" {
			want = "one other"
		}
		for key, value := range familyWords(t, l) {
			forms, plural := value.(map[string]any)
			if !plural || key == "plain.length.between" { // from one day to one or two is no stretch
				continue
			}
			if got := strings.Join(slices.Sorted(maps.Keys(forms)), " "); got != want {
				t.Errorf("%s: %s has the plural forms %q, want %q", l, key, got, want)
			}
		}
	}
}

func TestTheLanguagesOfFamiliesAloneHaveNothingElse(t *testing.T) {
	t.Parallel()
	for _, l := range locale.Tongues[len(locale.Langs):] {
		if got := files(t, l); len(got) != 2 {
			t.Errorf("%s: files %q, want those of the pages for families and of those behind a card", l, got)
		}
	}
}

func TestASentenceFitsWhomItIsAbout(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		l    locale.Lang
		whom string
		want string
	}{
		{locale.English, locale.OfWoman, "She is in custody."},
		{locale.English, locale.OfPeople, "These people are in custody."},
		{locale.Spanish, locale.OfWoman, "Está bajo custodia."},
		{locale.Spanish, locale.OfPeople, "Están bajo custodia."},
		{locale.French, locale.OfPerson, "Cette personne est en détention."},
		{locale.Russian, locale.OfWoman, "Она под стражей."},
		{locale.Arabic, locale.OfMan, "هو رهن الاحتجاز."},
		{locale.Persian, locale.OfMan, "او در بازداشت است."},
		{locale.Chinese, locale.OfWoman, "她被关押。"},
	} {
		if got := locale.For(tt.l).Of(tt.whom, "plain.state.in_custody", "date", "?"); !strings.HasPrefix(got, tt.want) {
			t.Errorf("%s of %s: got %q, want it to begin with %q", tt.l, tt.whom, got, tt.want)
		}
	}
}

func TestWholeGivesALanguageThatThereIsEverywhere(t *testing.T) {
	t.Parallel()
	for l, want := range map[locale.Lang]locale.Lang{locale.Spanish: locale.Spanish, locale.Arabic: locale.English, "xx": locale.English} {
		if got := locale.Whole(l); got != want {
			t.Errorf("Whole(%s) = %s, want %s", l, got, want)
		}
	}
}
