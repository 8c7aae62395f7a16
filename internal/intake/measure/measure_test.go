package measure_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"habeas/internal/intake/measure"
)

const page = `# Facts

## Sources
| key | file | publisher | published | language | repeats |
|---|---|---|---|---|---|
| S0 | 000 | A paper | 2026-01-14~; stamped | en | - |

## Release events
| date (EDTF) | what | type | who says how many |
|---|---|---|---|
| 2026-01-13 | prisoners released | gesture | "dozens" (the ministry, S0); fewer than that (rights groups) |
| before 2026 | earlier ones | swap | - |

## Competing counts
| population | as of | count | who | in |
|---|---|---|---|---|
| prisoners held | 2026-01-14~ | more than 800 | campaigners | S0 |
| prisoners held | 2026-01-14~ | 900 | nobody | S0 |

## Country context
2024: an election was held and disputed
`

func TestTheShareIsThatOfFactsThatWereFound(t *testing.T) {
	t.Parallel()
	f := measure.Parse(page)
	text := measure.Text{Source: f.Sources[0], Body: "Dozens of prisoners were released on Tuesday, the ministry said. More than 800 prisoners are held, campaigners say. The 2024 election was disputed."}
	counts, events := measure.Run(f, []measure.Text{text})
	if counts.Found != 2 || counts.Of != 3 || len(counts.Missed) != 1 || len(counts.Unread) != 1 || counts.Percent() != 66 {
		t.Errorf("counts: %+v, want 2 of 3, one missed, one without a number", counts)
	}
	if counts.Claimed != 2 {
		t.Errorf("claimants: %d of %d, want 2", counts.Claimed, counts.Named)
	}
	if events.Found != 2 || events.Of != 3 {
		t.Errorf("events: %+v, want 2 of 3: a date that is none is never found", events)
	}
}

// seeds is where the texts that the figure is measured on lie, when they are
// at hand: they belong to others and are not part of the project.
func seeds() string {
	if dir := os.Getenv("HABEAS_SEEDS"); dir != "" {
		return dir
	}
	return filepath.Join("..", "..", "..", "..", "shared", "seeds")
}

func TestFourFifthsOfTheFactsOfRealArticlesAreSuggested(t *testing.T) {
	t.Parallel()
	facts, err := os.ReadFile(filepath.Join(seeds(), "FACTS.md"))
	if err != nil {
		t.Skip("the texts to measure on are not here; HABEAS_SEEDS names their folder")
	}
	f := measure.Parse(string(facts))
	var texts []measure.Text
	for _, s := range f.Sources {
		found, _ := filepath.Glob(filepath.Join(seeds(), s.File+"*.txt"))
		if len(found) != 1 {
			t.Fatalf("%s has %d files", s.Key, len(found))
		}
		body, err := os.ReadFile(found[0])
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, measure.Text{Source: s, Body: string(body)})
	}
	counts, events := measure.Run(f, texts)
	var out strings.Builder
	counts.Print(&out, false)
	events.Print(&out, false)
	t.Log("\n" + out.String())
	if counts.Of < 10 || counts.Percent() < 80 || events.Of < 10 || events.Percent() < 80 {
		t.Error("fewer than four fifths were found")
	}
}
