package demo_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// node is one object of a data file and where it stands.
type node struct {
	where  string
	fields map[string]any
}

// nodes gives every object of the data files, however deep.
func nodes(t *testing.T) []node {
	t.Helper()
	paths, err := filepath.Glob("data/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatal("no data files", err)
	}
	var found []node
	for _, path := range paths {
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var tree any
		if err := json.Unmarshal(body, &tree); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		walk(filepath.Base(path), tree, &found)
	}
	return found
}

func walk(where string, tree any, found *[]node) {
	switch v := tree.(type) {
	case map[string]any:
		if key, ok := v["key"].(string); ok {
			where += " " + key
		}
		*found = append(*found, node{where, v})
		for name, child := range v {
			walk(where+"."+name, child, found)
		}
	case []any:
		for i, child := range v {
			walk(where+"."+strconv.Itoa(i), child, found)
		}
	}
}

func TestEveryTextIsThereInBothLanguages(t *testing.T) {
	t.Parallel()
	texts := 0
	for _, n := range nodes(t) {
		en, isEn := n.fields["en"].(string)
		es, isEs := n.fields["es"].(string)
		if !isEn && !isEs {
			continue
		}
		texts++
		if strings.TrimSpace(en) == "" || strings.TrimSpace(es) == "" {
			t.Errorf("%s: got English %q and Spanish %q, want both", n.where, en, es)
		}
	}
	if texts < 150 {
		t.Errorf("found %d texts, want the whole casebook", texts)
	}
}

// sentenceEnd finds where a sentence ends and another one begins, once the
// abbreviations with a full stop are out of the way.
var sentenceEnd = regexp.MustCompile(`[.!?]["”’]?\s+["“‘]?\p{Lu}`)

func TestEveryQuotationIsOneSentenceAtMost(t *testing.T) {
	t.Parallel()
	quotes := 0
	for _, n := range nodes(t) {
		quote, ok := n.fields["quote"].(string)
		if !ok {
			continue
		}
		quotes++
		if l := utf8.RuneCountInString(quote); l > 300 {
			t.Errorf("%s: the quotation has %d characters, want at most 300", n.where, l)
		}
		if sentenceEnd.MatchString(strings.NewReplacer("U.S.", "US", "U.N.", "UN").Replace(quote)) {
			t.Errorf("%s: the quotation is more than one sentence: %q", n.where, quote)
		}
		if n.fields["source"] == nil || n.fields["place"] == nil {
			t.Errorf("%s: the quotation does not say where it was read", n.where)
		}
	}
	if quotes < 60 {
		t.Errorf("found %d quotations, want the whole casebook", quotes)
	}
}

// seeds is where the five texts lie when the casebook is checked against them.
// They are not ours to ship, so elsewhere these tests have nothing to do.
const seeds = "../../../shared/seeds"

// paragraphs gives the lines of the texts by the key of their source.
func paragraphs(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	for i := range 5 {
		paths, _ := filepath.Glob(filepath.Join(seeds, "00"+strconv.Itoa(i)+"_*.txt"))
		if len(paths) != 1 {
			t.Skip("the five texts are not beside this module: nothing to check the quotations against")
		}
		body, err := os.ReadFile(paths[0])
		if err != nil {
			t.Fatal(err)
		}
		key := "S" + strconv.Itoa(i)
		for _, line := range strings.Split(string(body), "\n") {
			if strings.TrimSpace(line) != "" {
				found[key] = append(found[key], line)
			}
		}
	}
	return found
}

// plainQuotes makes every kind of quotation mark the same.
var plainQuotes = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "«", `"`, "»", `"`)

func TestEveryQuotationStandsInTheParagraphItNames(t *testing.T) {
	t.Parallel()
	texts := paragraphs(t)
	for _, n := range nodes(t) {
		quote, ok := n.fields["quote"].(string)
		if !ok {
			continue
		}
		source, _ := n.fields["source"].(string)
		place, _ := n.fields["place"].(string)
		number, err := strconv.Atoi(strings.TrimPrefix(place, "¶ "))
		if err != nil || number < 1 || number > len(texts[source]) {
			t.Errorf("%s: %s has no place %q", n.where, source, place)
			continue
		}
		if !strings.Contains(plainQuotes.Replace(texts[source][number-1]), plainQuotes.Replace(quote)) {
			t.Errorf("%s: %s %s does not say %q", n.where, source, place, quote)
		}
	}
}

func TestWordsOfClaimantsAreTheirOwnUnlessTheNoteSaysOtherwise(t *testing.T) {
	t.Parallel()
	texts := paragraphs(t)
	bare := strings.NewReplacer("“", "", "”", "", `"`, "", "’", "'")
	for _, n := range nodes(t) {
		words, ok := n.fields["words"].(string)
		if !ok {
			continue
		}
		note := n.fields["note"].(map[string]any)["en"].(string)
		cite := n.fields["cites"].([]any)[0].(map[string]any)
		text := strings.Join(texts[cite["source"].(string)], "\n")
		if !strings.Contains(bare.Replace(text), bare.Replace(words)) && !strings.HasPrefix(note, "The words are ours.") {
			t.Errorf("%s: %v does not say %q", n.where, cite["source"], words)
		}
	}
}

// All the quotations from one text, put together, must not stand in for it.
func TestTheQuotationsFromATextStayAThirdOfItAtMost(t *testing.T) {
	t.Parallel()
	texts := paragraphs(t)
	quoted := map[string][]string{}
	for _, n := range nodes(t) {
		if quote, ok := n.fields["quote"].(string); ok {
			quoted[n.fields["source"].(string)] = append(quoted[n.fields["source"].(string)], quote)
		}
	}
	for source, lines := range texts {
		text := plainQuotes.Replace(strings.Join(lines, "\n"))
		covered := make([]bool, len(text))
		for _, quote := range quoted[source] {
			quote = plainQuotes.Replace(quote)
			from := max(0, strings.Index(text, quote))
			for i := from; i < min(from+len(quote), len(text)); i++ {
				covered[i] = true
			}
		}
		n := 0
		for _, c := range covered {
			if c {
				n++
			}
		}
		if n*3 > len(text) {
			t.Errorf("%s: %d of %d characters are quoted, want a third at most", source, n, len(text))
		}
	}
}

// longestRun is how many words in a row may be the same as in a text: what a
// quotation of one sentence needs, and no more.
const longestRun = 40

func TestNoPassageIsCopied(t *testing.T) {
	t.Parallel()
	runs := map[string]string{}
	for source, lines := range paragraphs(t) {
		for _, run := range runsOf(strings.Join(lines, " ")) {
			runs[run] = source
		}
	}
	for _, n := range nodes(t) {
		for name, value := range n.fields {
			text, _ := value.(string)
			for _, run := range runsOf(text) {
				if source, ok := runs[run]; ok {
					t.Errorf("%s.%s has more than %d words in a row from %s: %s", n.where, name, longestRun, source, run)
					break
				}
			}
		}
	}
}

var wordPattern = regexp.MustCompile(`[\p{L}\p{N}]+`)

// runsOf gives every run of one word more than is allowed.
func runsOf(text string) []string {
	words := wordPattern.FindAllString(strings.ToLower(text), -1)
	var runs []string
	for i := 0; i+longestRun < len(words); i++ {
		runs = append(runs, strings.Join(words[i:i+longestRun+1], " "))
	}
	return runs
}

// What stands under “allegations about treatment” must be one, and must say who
// makes it: a long detention or a roadblock is something else.
func TestOnlyIllTreatmentIsAllegedAsTreatment(t *testing.T) {
	t.Parallel()
	illTreatment := regexp.MustCompile(`(?i)tortur|beat|stress|degrading|waterboard`)
	found := 0
	for _, n := range nodes(t) {
		if n.fields["field"] != "treatment" {
			continue
		}
		found++
		value := n.fields["value"].(map[string]any)["en"].(string)
		if n.fields["attribution"] == nil || !illTreatment.MatchString(value) {
			t.Errorf("%s: got %q by %v under treatment, want an allegation of ill-treatment and who makes it", n.where, value, n.fields["attribution"])
		}
	}
	if found != 2 {
		t.Errorf("got %d allegations of treatment, want torture and the methods", found)
	}
}

// A stance needs an authority and a day, and is on detention: what an authority
// says of oil or of one person's smuggling is told elsewhere.
func TestEveryPositionIsADatedStance(t *testing.T) {
	t.Parallel()
	for _, n := range nodes(t) {
		if n.fields["stance"] == nil {
			continue
		}
		if n.fields["date"] == nil || n.fields["authority"] == nil || n.fields["cites"] == nil {
			t.Errorf("%s: got no day, authority or source, want all three", n.where)
		}
		if what := n.fields["what"].(map[string]any)["en"].(string); strings.Contains(what, "oil") || strings.Contains(what, "smuggling") {
			t.Errorf("%s: %q is no stance on detention", n.where, what)
		}
	}
}

// A word is not a number: where a text says “hundreds”, no figure of ours may
// stand in the claimant's name.
func TestNoNumberStandsWhereTheClaimantGaveAWord(t *testing.T) {
	t.Parallel()
	figure := regexp.MustCompile(`(?i)\d|\b(none|three|five)\b`)
	for _, n := range nodes(t) {
		words, ok := n.fields["words"].(string)
		if !ok || figure.MatchString(words) {
			continue
		}
		if n.fields["min"] != nil || n.fields["max"] != nil {
			t.Errorf("%s: got a number (%v to %v) for %q, want none", n.where, n.fields["min"], n.fields["max"], words)
		}
	}
}

func TestEveryMechanismHasItsClaimant(t *testing.T) {
	t.Parallel()
	for _, n := range nodes(t) {
		if n.fields["mechanism"] != nil && (n.fields["claimant"] == nil || n.fields["cites"] == nil) {
			t.Errorf("%s: got no claimant or no source, want both", n.where)
		}
	}
}
