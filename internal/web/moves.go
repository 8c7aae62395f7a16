package web

import (
	"context"
	"encoding/json"
	"io"

	"github.com/a-h/templ"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/when"
	"habeas/views/layout"
	"habeas/views/links"
	"habeas/views/visitor"
)

// moves says why the number of those held moved between two days; without days
// it asks for them, and proposes the last week.
func (s *Server) moves(v visit) (templ.Component, error) {
	from, to, country, m, err := s.readMoves(v)
	if err != nil {
		return nil, err
	}
	path := links.Moves(en)
	if m != nil {
		path = links.MovesBetween(en, from, to, country)
	}
	page := s.layoutOf(v, path, v.words.T("moves.title"), layout.Counts)
	page.NoIndex = m != nil
	countries, err := v.room.Countries(v.ctx())
	if err != nil {
		return nil, err
	}
	return visitor.Moves(visitor.NewMoves(visitor.MovesProps{Page: page, From: from, To: to, Country: country, Countries: countries, Moves: m})), nil
}

// readMoves reads two days and a country from an address, and compares them.
func (s *Server) readMoves(v visit) (from, to when.Day, country string, m *reading.Moves, err error) {
	asked, err := only(v, "from", "to", "country")
	if err != nil {
		return from, to, "", nil, err
	}
	if !v.past.IsZero() {
		return from, to, "", nil, fault.InvalidFields(fault.Fields{"as_of": fault.Say("This page compares two days of its own. Leave this out.")})
	}
	to = s.o.Reading.Today()
	from = to.AddDays(-7)
	if asked["from"] == "" && asked["to"] == "" {
		return from, to, asked["country"], nil, nil
	}
	wrong := fault.Fields{}
	for name, day := range map[string]*when.Day{"from": &from, "to": &to} {
		if asked[name] == "" {
			continue
		}
		if *day, err = when.ParseDay(asked[name]); err != nil {
			wrong[name] = fault.Say("“%s” is not a day like 2026-01-13.", asked[name])
		}
	}
	if len(wrong) > 0 {
		e := fault.New(fault.Invalid, "This address asks for something that does not exist.")
		e.Fields = wrong
		return from, to, "", nil, e
	}
	m, err = v.room.Moves(v.ctx(), from, to, asked["country"])
	return from, to, asked["country"], m, err
}

// movesData is the same as data.
func (s *Server) movesData(v visit) (templ.Component, error) {
	from, to, country, m, err := s.readMoves(v)
	if err != nil {
		return nil, err
	}
	if m == nil {
		if m, err = v.room.Moves(v.ctx(), from, to, country); err != nil {
			return nil, err
		}
	}
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		out := json.NewEncoder(w)
		out.SetIndent("", "  ")
		return out.Encode(dataOf(m))
	}), nil
}

// movesFile is how two days compare, as programs read it.
type movesFile struct {
	From      when.Day      `json:"from"`
	To        when.Day      `json:"to"`
	Country   string        `json:"country,omitempty"`
	HeldFrom  peopleFile    `json:"held_from"`
	HeldTo    peopleFile    `json:"held_to"`
	Moves     []public.Move `json:"moves"`
	OnceOnly  int           `json:"counted_once_only"`
	TakenOff  []offFile     `json:"taken_off"`
	Statement string        `json:"note"`
}

type peopleFile struct {
	Min int  `json:"min"`
	Max *int `json:"max"` // null: nobody knows
}

type offFile struct {
	Ref string   `json:"ref"`
	On  when.Day `json:"on"`
}

func dataOf(m *reading.Moves) movesFile {
	out := movesFile{
		From: m.From, To: m.To, Country: m.Country, HeldFrom: numberFile(m.Was), HeldTo: numberFile(m.Now),
		Moves: m.Lines, OnceOnly: m.Once, TakenOff: []offFile{},
		Statement: "Each number is what the record said at the end of its day (UTC), without what was taken off since.",
	}
	if out.Moves == nil {
		out.Moves = []public.Move{}
	}
	for _, o := range m.Off {
		out.TakenOff = append(out.TakenOff, offFile(o))
	}
	return out
}

func numberFile(p reading.People) peopleFile {
	if !p.MostKnown {
		return peopleFile{Min: p.Least}
	}
	return peopleFile{p.Least, &p.Most}
}
