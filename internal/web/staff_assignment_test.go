package web_test

import (
	"net/url"

	"habeas/internal/access"
	"habeas/internal/casebook"
)

// furnishAssignment gives the case a reviewer, and a restricted source that
// the people who record are named on.
func (o *office) furnishAssignment() {
	ctx, h := o.t.Context(), &o.has
	reader, err := o.store.UserByName(ctx, string(access.Reader))
	must(o.t, err)
	h.readerID = reader.ID
	must(o.t, o.Assign(ctx, system, h.group, h.readerID, string(casebook.PartReviewer), ""))
	people, err := o.People(ctx, system, h.group)
	must(o.t, err)
	h.assignment = people.All[0].ID
	h.restricted, err = o.AddSource(ctx, system, casebook.SourceDraft{Title: "A letter", Kind: "witness_testimony", Visibility: "restricted"})
	must(o.t, err)
	on := casebook.Subject{Kind: casebook.OnSource, ID: h.restricted}
	for _, role := range []access.Role{access.Reader, access.Administrator, access.Editor, access.Caseworker} {
		user, err := o.store.UserByName(ctx, string(role))
		must(o.t, err)
		must(o.t, o.NameOn(ctx, system, on, user.ID))
	}
	named, err := o.Named(ctx, system, on)
	must(o.t, err)
	h.naming = named.All[0].ID
}

// assignmentRows are who works on a case, and who sees what is restricted.
func assignmentRows(h things) []route {
	ref, group := "/staff/cases/"+string(h.ref), "/staff/cases/"+string(h.group)
	named, back := "/staff/named/source/"+string(h.restricted), url.Values{"reason": {"no longer here"}}
	return []route{
		{"/staff/cases/:ref/people", ref + "/people", "", access.Reader, nil},
		{"/staff/cases/:ref/people/new", ref + "/people/new", access.Caseworker, access.Editor, url.Values{"user": {string(h.readerID)}, "part": {"reviewer"}}},
		{"/staff/cases/:ref/people/:id/remove", group + "/people/" + string(h.assignment) + "/remove", access.Caseworker, access.Editor, back},
		{"/staff/cases/:ref/take", ref + "/take", access.Reader, access.Caseworker, url.Values{}},
		{"/staff/named/:kind/:id/:naming/remove", named + "/" + string(h.naming) + "/remove", access.Reader, access.Caseworker, back},
		{"/staff/named/:kind/:id", named, access.Reader, access.Caseworker, url.Values{"user": {string(h.readerID)}}},
		{"/staff/cases/:ref/restrict", group + "/restrict", access.Reader, access.Caseworker, url.Values{"version": {"1"}, "reason": {"a threat"}}},
	}
}
