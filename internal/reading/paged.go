package reading

import (
	"context"
	"strconv"
	"strings"

	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/shelf"
)

// A cursor is the place of the last row of a page in the order of its list, and
// says so by what never changes: the day and the key of a document. What is
// published or taken off meanwhile moves no other row across it.

// list gives one page of the list of cases, without what else a search found.
func (r *Room) list(ctx context.Context, q public.Query) (public.Page, error) {
	if err := r.Known(ctx, q); err != nil {
		return public.Page{}, err
	}
	return r.shelf.List(ctx, q, r.today())
}

// Listed gives one page of the list of cases as exports have it: whose case it
// is stands on the rows. It refuses what [Room.Cases] refuses.
func (r *Room) Listed(ctx context.Context, q public.Query) (public.Page, error) {
	page, err := r.list(ctx, q)
	if err != nil {
		return page, err
	}
	first, err := r.first(ctx)
	for i := range page.Rows {
		page.Rows[i].PersonRef = personRef(&page.Rows[i], first)
	}
	return page, err
}

// Told gives one page of the list of cases with their documents. One that is
// taken off meanwhile is left out.
func (r *Room) Told(ctx context.Context, q public.Query) (cases []*StandingCase, page public.Page, err error) {
	if page, err = r.list(ctx, q); err != nil {
		return nil, page, err
	}
	for _, row := range page.Rows {
		c, err := r.standing(ctx, row.Ref)
		if fault.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return nil, page, err
		}
		cases = append(cases, c)
	}
	return cases, page, nil
}

// sourcesOnAPage is how many sources a page of their list has.
const sourcesOnAPage = 100

// SourcesPage is one page of the list of sources, newest first.
type SourcesPage struct {
	Sources []*public.Source
	Next    string // cursor of the next page; empty at the end
}

// Sources gives one page of the sources that may be named. A cursor that no
// page gave is fault.Invalid.
func (r *Room) Sources(ctx context.Context, after string) (p SourcesPage, err error) {
	p.Sources, p.Next, err = r.SourcesAfter(ctx, after, sourcesOnAPage)
	return p, err
}

// SourcesAfter is [Room.Sources] with so many on a page.
func (r *Room) SourcesAfter(ctx context.Context, after string, limit int) ([]*public.Source, string, error) {
	return pageOf[public.Source](ctx, r, public.DocSource, shelf.Filter{Newest: true, Limit: limit}, after)
}

// CountsAfter gives one page of the counts of a country or of all, by the day
// up to which they count. A cursor that no page gave is fault.Invalid.
func (r *Room) CountsAfter(ctx context.Context, country, after string, limit int) ([]*public.Count, string, error) {
	return pageOf[public.Count](ctx, r, public.DocCount, shelf.Filter{Country: country, Limit: limit}, after)
}

// FacilitiesAfter gives one page of the places of detention that have a page,
// of a country or of all. A cursor that no page gave is fault.Invalid.
func (r *Room) FacilitiesAfter(ctx context.Context, country, after string, limit int) ([]*public.FacilityPage, string, error) {
	return pageOf[public.FacilityPage](ctx, r, public.DocFacility, shelf.Filter{Country: country, Limit: limit}, after)
}

// pageOf reads one page of the documents of a kind, and the cursor of the next.
func pageOf[T any](ctx context.Context, r *Room, kind string, f shelf.Filter, after string) (page []*T, next string, err error) {
	var from *shelf.Mark
	if after != "" {
		if from, err = readMark(after); err != nil {
			return nil, "", err
		}
	}
	found, mark, err := r.shelf.StandingAfter(ctx, kind, f, from)
	if err != nil {
		return nil, "", err
	}
	if mark != nil {
		next = writeMark(*mark)
	}
	for _, one := range found {
		doc, err := shelf.Read[T](one.Document)
		if err != nil {
			return nil, "", err
		}
		page = append(page, doc)
	}
	return page, next, nil
}

// PartsAfter gives one page of what [Room.EachPart] gives, in its order. A page
// may end between two cases of a release event. A cursor that no page gave is
// fault.Invalid.
func (r *Room) PartsAfter(ctx context.Context, after string, limit int) (parts []*EventPart, next string, err error) {
	mark, within, _ := strings.Cut(after, "/")
	var from *shelf.Mark
	if after != "" {
		if from, err = readMark(mark); err != nil {
			return nil, "", err
		}
	}
	if within != "" { // the cases of this release event go on
		parts, next, err = r.partsWithin(ctx, from.Key, within, limit)
		if err != nil || next != "" {
			return parts, follow(mark, next), err
		}
	}
	for len(parts) < limit {
		found, more, err := r.shelf.StandingAfter(ctx, public.DocReleaseEvent, shelf.Filter{Newest: true, Limit: 1}, from)
		if err != nil || len(found) == 0 {
			return parts, "", err
		}
		here, within, err := r.partsWithin(ctx, found[0].Key, "", limit-len(parts))
		if err != nil {
			return nil, "", err
		}
		parts = append(parts, here...)
		e, err := shelf.Read[public.ReleaseEvent](found[0].Document)
		if err != nil {
			return nil, "", err
		}
		at := shelf.MarkOf(e.Date, e.ID)
		if within != "" {
			return parts, follow(writeMark(at), within), nil
		}
		if from = &at; more == nil {
			return parts, "", nil
		}
	}
	return parts, writeMark(*from), nil
}

// follow joins the place of a release event and that of a case in it.
func follow(mark, within string) string {
	if within == "" {
		return ""
	}
	return mark + "/" + within
}

// partsWithin gives the parts of cases in one release event that come after a
// cursor, and where the next begin; nothing when the event has just gone.
func (r *Room) partsWithin(ctx context.Context, id, after string, limit int) (parts []*EventPart, next string, err error) {
	e, err := document[public.ReleaseEvent](ctx, r, public.DocReleaseEvent, id)
	if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Gone) {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	q := public.Query{Filters: map[string][]string{public.DocReleaseEvent: {id}}, After: after, Limit: limit}
	cases, page, err := r.Told(ctx, q)
	if fault.Is(err, fault.Invalid) && after == "" { // no case has a part in it
		err = nil
	}
	if err != nil {
		return nil, "", err
	}
	for _, c := range cases {
		for _, rel := range c.Case.Releases {
			if rel.EventID == id {
				parts = append(parts, &EventPart{e, &ReleasedCase{Row: *c.Row, Release: rel, Outcome: outcome(rel, c.Case), Sources: c.Case.Sources}})
			}
		}
	}
	if len(parts) == 0 && after == "" && page.Next == "" {
		parts = []*EventPart{{Event: e}}
	}
	return parts, page.Next, nil
}

func writeMark(m shelf.Mark) string { return strconv.FormatInt(m.Day, 36) + "." + m.Key }

func readMark(cursor string) (*shelf.Mark, error) {
	day, key, _ := strings.Cut(cursor, ".")
	n, err := strconv.ParseInt(day, 36, 64)
	if err != nil || key == "" || n < 0 || len(key) > 64 {
		return nil, queryFault(fault.Fields{"after": fault.Say("This is not a cursor that a page of this list gave. Start from the first page.")})
	}
	return &shelf.Mark{Day: n, Key: key}, nil
}
