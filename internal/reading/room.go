package reading

import (
	"context"
	"iter"

	"habeas/internal/public"
	"habeas/internal/shelf"
	"habeas/internal/when"
)

// Room gives readers what they ask for from the shelf.
type Room struct {
	shelf *shelf.Shelf
	today func() when.Day
}

// New gives a reading room over a shelf; today says which day it is.
func New(sh *shelf.Shelf, today func() when.Day) *Room { return &Room{shelf: sh, today: today} }

// Generation grows whenever anything on the shelf changes.
func (r *Room) Generation() uint64 { return r.shelf.Generation() }

// Today gives the day as of which pages count.
func (r *Room) Today() when.Day { return r.today() }

func (r *Room) Case(ctx context.Context, ref string) (*CasePage, error)        { panic("todo") }
func (r *Room) Cases(ctx context.Context, q public.Query) (public.Page, error) { panic("todo") }
func (r *Room) EachCase(ctx context.Context, q public.Query) iter.Seq2[*public.Row, error] {
	panic("todo")
}
func (r *Room) Home(ctx context.Context) (*Home, error)                          { panic("todo") }
func (r *Room) Releases(ctx context.Context) ([]ReleaseLine, error)              { panic("todo") }
func (r *Room) Release(ctx context.Context, id string) (*ReleasePage, error)     { panic("todo") }
func (r *Room) Counts(ctx context.Context, country string) ([]CountGroup, error) { panic("todo") }
func (r *Room) Countries(ctx context.Context) ([]CountryFigures, error)          { panic("todo") }
func (r *Room) Country(ctx context.Context, cc string) (*CountryPage, error)     { panic("todo") }
func (r *Room) Facility(ctx context.Context, slug string) (*FacilityPage, error) { panic("todo") }
func (r *Room) Source(ctx context.Context, id string) (*SourcePage, error)       { panic("todo") }
