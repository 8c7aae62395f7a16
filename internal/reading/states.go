package reading

import (
	"context"
	"maps"
	"slices"
	"sync"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/when"
)

// StateSeries is how many cases stood in which state at the ends of days, by
// what the record says now: the numbers of the list of cases as of each day.
type StateSeries struct {
	Country string // empty: all
	By      string // day, week, month
	Days    []when.Day
	Counts  []map[string]int // by state, beside Days
	// Undated is how many cases stand in the list of every day, since nobody
	// says when anything about them began.
	Undated int
}

// Total is how many cases the list of a day has.
func (s *StateSeries) Total(i int) int {
	n := 0
	for _, k := range s.Counts[i] {
		n += k
	}
	return n
}

// SeriesQuery asks for a series. Zero days mean all of the past; an empty step
// the smallest that gives at most maxDays days.
type SeriesQuery struct {
	Country  string
	From, To when.Day
	By       string
}

// Steps of a series.
var Steps = []string{"day", "week", "month"}

// Bounds of a series: how many days one has when nobody asks for a step, and
// how many it may have at all.
const (
	easyDays = 120
	maxDays  = 400
)

// check refuses what no series can be made of, and days that have not come.
func (q SeriesQuery) check(today when.Day) error {
	wrong := fault.Fields{}
	if q.To.After(today) {
		wrong["to"] = fault.Say("This day has not come yet. Give today or a day before it.")
	}
	if !q.From.IsZero() && !q.From.Before(q.To) {
		wrong["from"] = fault.Say("Give a day before the other one.")
	}
	if q.By != "" && !slices.Contains(Steps, q.By) {
		wrong["by"] = fault.Say("Give day, week or month.")
	}
	return queryFault(wrong)
}

// States counts cases by state over time. It answers with fault.Invalid when
// the days are not in order, have not come, or are too many for their step.
func (r *Room) States(ctx context.Context, q SeriesQuery) (*StateSeries, error) {
	if q.To.IsZero() {
		q.To = r.today()
	}
	if err := q.check(r.today()); err != nil {
		return nil, err
	}
	all, err := r.turned(ctx)
	if err != nil {
		return nil, err
	}
	turns := all[q.Country]
	if turns == nil {
		turns = &countryTurns{}
	}
	if q.From.IsZero() {
		q.From = turns.first(q.To)
	}
	if q.By == "" {
		q.By = easyStep(q.From, q.To)
	}
	s := &StateSeries{Country: q.Country, By: q.By, Undated: turns.undated, Days: ends(q.From, q.To, q.By)}
	if len(s.Days) > maxDays {
		return nil, queryFault(fault.Fields{"by": fault.Say("These are more than %d days to count. Give a longer step, or days that are closer to each other.", maxDays)})
	}
	for _, d := range s.Days {
		s.Counts = append(s.Counts, turns.on(d))
	}
	return s, nil
}

// easyStep gives the smallest step of a stretch that is not too long a row.
func easyStep(from, to when.Day) string {
	for i, days := range []int{1, 7} {
		if to.Sub(from)/days <= easyDays {
			return Steps[i]
		}
	}
	return "month"
}

// ends gives the days at whose ends a series is counted: each, each seventh
// back from the last, or the last of each month, and the last one always.
func ends(from, to when.Day, by string) []when.Day {
	var out []when.Day
	for d := to; !d.Before(from) && len(out) <= maxDays; {
		out = append(out, d)
		switch by {
		case "day":
			d = d.AddDays(-1)
		case "week":
			d = d.AddDays(-7)
		default:
			d = when.NewDay(int(d.Year), int(d.Month), 0)
		}
	}
	slices.Reverse(out)
	return out
}

// countryTurns is where cases stood before the first day of all, and the days
// on which that changed, with the numbers from then on.
type countryTurns struct {
	undated int
	before  map[string]int
	days    []when.Day
	counts  []map[string]int
	moves   map[when.Day]map[string]int // until they are summed up
}

// first gives the day before the first turn: where a picture of all of the past
// begins.
func (t *countryTurns) first(to when.Day) when.Day {
	if len(t.days) == 0 || !t.days[0].Before(to) {
		return to.AddDays(-1)
	}
	return t.days[0].AddDays(-1)
}

// on gives the numbers at the end of a day.
func (t *countryTurns) on(day when.Day) map[string]int {
	i, found := slices.BinarySearchFunc(t.days, day, func(a, b when.Day) int { return a.Sub(b) })
	if found {
		i++
	}
	if i == 0 {
		return t.before
	}
	return t.counts[i-1]
}

// turnsMemo remembers where cases stood until anything on the shelf changes.
type turnsMemo struct {
	making sync.Mutex // one reads them all, everybody else waits for it
	memo   memo[map[string]*countryTurns]
}

// turned reads where every case stood when, once for each generation.
func (r *Room) turned(ctx context.Context) (map[string]*countryTurns, error) {
	r.turns.making.Lock()
	defer r.turns.making.Unlock()
	return r.turns.memo.get(r.Generation(), "", func() (map[string]*countryTurns, error) {
		all := map[string]*countryTurns{"": {}}
		for p, err := range r.shelf.Standing(ctx, public.DocCase, shelf.Filter{}) {
			if err != nil {
				return nil, err
			}
			c, err := shelf.Read[public.Standing](p.Document)
			if err != nil {
				return nil, err
			}
			if all[c.Country] == nil {
				all[c.Country] = &countryTurns{}
			}
			addTurns(c, all[""], all[c.Country])
		}
		for _, t := range all {
			t.sumUp()
		}
		return all, nil
	})
}

// addTurns adds where one case stood to several counts. What it said before
// its first turn it said from the beginning on: nobody dates that.
func addTurns(c *public.Standing, to ...*countryTurns) {
	days := c.Turns()
	was := c.State.Code
	if len(days) > 0 {
		was = stateOn(c, days[0].AddDays(-1))
	}
	for _, t := range to {
		t.begin(was)
	}
	for _, day := range days {
		now := stateOn(c, day)
		if now == was {
			continue
		}
		for _, t := range to {
			t.move(day, was, now)
		}
		was = now
	}
}

// stateOn gives the state of a day, empty while the case is not in the list.
func stateOn(c *public.Standing, day when.Day) string {
	if state, known := c.On(day); known {
		return state
	}
	return ""
}

func (t *countryTurns) begin(state string) {
	if t.before == nil {
		t.before, t.moves = map[string]int{}, map[when.Day]map[string]int{}
	}
	if state != "" {
		t.before[state]++
		t.undated++
	}
}

func (t *countryTurns) move(day when.Day, was, now string) {
	of := t.moves[day]
	if of == nil {
		of = map[string]int{}
		t.moves[day] = of
	}
	if was != "" {
		of[was]--
	}
	if now != "" {
		of[now]++
	}
}

// sumUp turns the moves of each day into the numbers from that day on.
func (t *countryTurns) sumUp() {
	t.days = slices.SortedFunc(maps.Keys(t.moves), func(a, b when.Day) int { return a.Sub(b) })
	now := t.before
	for _, day := range t.days {
		now = maps.Clone(now)
		for state, n := range t.moves[day] {
			if now[state] += n; now[state] == 0 {
				delete(now, state)
			}
		}
		t.counts = append(t.counts, now)
	}
	t.moves = nil
}
