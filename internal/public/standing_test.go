package public_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"habeas/internal/public"
	"habeas/internal/when"
)

// What a case says of its states between two turns is what it says at the first
// of them, and always what AsOf says.
func TestAStandingSaysWhatTheCaseOfThatDaySays(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 5))
	dates := []string{"2025-12-08", "2025-12-08/2025-12-12", "2025-12", "[2026-01-03..2026-01-09]", "[2026-01-08..]", "[..2025-12-20]", "2025-12-20/..", "2025-12-20/", "", "../2025-12-24", "/2025-12-24"}
	codes := []string{"in_custody", "at_liberty", "whereabouts_unknown", "unknown"}
	for range 400 {
		c := &public.Case{Country: "VE", State: public.State{Code: "in_custody"}, UpdatedAt: time.Date(2026, 1, 10+r.IntN(5), 0, 0, 0, 0, time.UTC)}
		for range r.IntN(4) {
			at := when.MustParse(dates[r.IntN(len(dates))])
			c.State = public.State{Code: codes[r.IntN(len(codes))], Since: at}
			c.States = append(c.States, public.Stand{At: at, State: c.State})
		}
		s := public.Standing{Country: c.Country, State: c.State, States: c.States, UpdatedAt: c.UpdatedAt}
		turns := map[when.Day]bool{}
		for _, d := range s.Turns() {
			turns[d] = true
		}
		last := ""
		for day := when.NewDay(2025, 11, 25); day.Before(when.NewDay(2026, 1, 20)); day = day.AddDays(1) {
			want := "no case"
			if then, ok := public.AsOf(c, day); ok {
				want = then.State.Code
			}
			got := "no case"
			if state, ok := s.On(day); ok {
				got = state
			}
			if got != want {
				t.Fatalf("%s on %v: %s, the case says %s", say(c), day, got, want)
			}
			if last != "" && got != last && !turns[day] {
				t.Fatalf("%s turns on %v, which is no turn", say(c), day)
			}
			last = got
		}
	}
}

func say(c *public.Case) string {
	text := ""
	for _, s := range c.States {
		text += fmt.Sprintf("%s %q; ", s.State.Code, s.At)
	}
	return text
}
