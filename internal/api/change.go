package api

import (
	"slices"
	"strconv"
	"strings"

	"habeas/internal/export"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/reading"
)

// followed is what is said of changes: where to go on, now or later.
type followed struct {
	More  bool   `json:"more"`  // there are more at once
	Since string `json:"since"` // the cursor to go on from
	Links links  `json:"links"`
}

// changes answers with the last change of each document since a cursor or a
// day, in the order in which they came to the shelf.
func (a *API) changes(r *request) ([]byte, error) {
	since, kinds, limit, err := r.readChanges()
	if err != nil {
		return nil, err
	}
	if err := r.at(reading.Past{}); err != nil {
		return nil, err
	}
	f, err := r.room.Follow(r.ctx(), since, kinds, limit)
	if err != nil {
		return nil, err
	}
	head := followed{f.More, f.At, r.links("since", f.At)}
	return r.list(head, export.Changes(values(f.Changes)))
}

// readChanges reads what is asked of the changes.
func (r *request) readChanges() (since string, kinds []string, limit int, err error) {
	wrong := fault.Fields{}
	for _, kind := range r.asked["kind"] {
		if !slices.Contains(reading.FollowedKinds(), kind) {
			wrong["kind"] = fault.Say("“%s” is not one of: %s.", clip(kind), strings.Join(reading.FollowedKinds(), ", "))
			break
		}
		kinds = append(kinds, kind)
	}
	delete(r.asked, "kind")
	slices.Sort(kinds)
	kinds = slices.Compact(kinds)
	since, limit = r.take("since", wrong), public.DefaultLimit
	if given := r.take("limit", wrong); given != "" {
		if limit, err = strconv.Atoi(given); err != nil || limit < 1 || limit > public.MaxLimit {
			wrong["limit"] = fault.Say("Give a whole number from 1 to %d.", public.MaxLimit)
		}
	}
	if err := r.only(slices.Concat([]string{"since", "kind", "limit"}, everywhere)...); err != nil {
		return "", nil, 0, also(err, wrong)
	}
	return since, kinds, limit, invalid(wrong)
}
