package shelf

import (
	"slices"

	"habeas/internal/public"
	"habeas/internal/when"
)

// rowOf gives the row of lists and exports of a case.
func rowOf(c *public.Case) *public.Row {
	r := &public.Row{
		Ref: c.Ref, Kind: c.Kind, Name: c.Name.Text, NameScript: c.Name.Script, NameLang: c.Name.Language,
		NameNative: nativeName(c), Label: c.Label, AliasesCount: len(c.OtherNames), NameWithheld: c.NameWithheld,
		Birth: c.Birth, Age: c.Age, AgeAsOf: c.AgeAsOf, Gender: c.Gender, Roles: c.Roles,
		Country: c.Country, Captor: c.Captor, Deprivation: c.Deprivation,
		State: c.State.Code, StateSince: c.State.Since, Sureness: c.State.Sureness,
		StateOrigins: c.State.Origins, Announced: c.State.Announced, Perhaps: c.State.Perhaps, Held: c.Held,
		ChargesCount: len(c.Charges), OriginsCount: c.Origins, LastVerified: c.LastVerified,
		PublishedAt: c.PublishedAt, UpdatedAt: c.UpdatedAt, Version: c.Version,
	}
	if c.Group != nil {
		r.GroupMin, r.GroupMax, r.GroupPhrase = &c.Group.Min, c.Group.Max, c.Group.Phrase
	}
	if c.Facility != nil {
		r.FacilitySlug, r.FacilityName = c.Facility.Slug, c.Facility.Name
	}
	for _, n := range c.Nationalities {
		r.Nationalities = addOnce(r.Nationalities, n.Country)
	}
	for _, s := range c.Sources {
		if s.ID != "" {
			r.SourceIDs = append(r.SourceIDs, s.ID)
		}
	}
	rowReleases(c, r)
	return r
}

func nativeName(c *public.Case) string {
	for _, n := range append([]public.Name{c.Name}, c.OtherNames...) {
		if n.Kind == "native" {
			return n.Text
		}
	}
	return ""
}

// rowReleases fills what a row says of releases: mechanisms and conditions of
// all of them, date and confirmation of the last.
func rowReleases(c *public.Case, r *public.Row) {
	for _, rel := range c.Releases {
		for _, m := range rel.Mechanisms {
			r.Mechanisms = addOnce(r.Mechanisms, m.Code)
		}
		for _, cond := range rel.Conditions {
			r.Conditions = addOnce(r.Conditions, cond.Kind)
		}
	}
	if n := len(c.Releases); n > 0 {
		last := c.Releases[n-1]
		r.Confirmation = last.Confirmation()
		r.Released = last.LeftOn()
	}
	free := c.State.Code == "at_liberty" || c.State.Code == "restricted_liberty"
	if r.Released.IsZero() && free && c.Held.End == when.EndKnown {
		r.Released = c.Held.Ended
	}
}

func addOnce(list []string, v string) []string {
	if v == "" || slices.Contains(list, v) {
		return list
	}
	return append(list, v)
}

// facetKey is one value of one filter.
type facetKey struct{ filter, value string }

// Facets that no reader names but the shelf uses itself.
const (
	facetAll          = "all"           // every case
	facetCountryState = "country_state" // "VE in_custody": the pair most asked for, and the counters
	facetLinked       = "linked"        // says that it may be about people of another case, or has a slot that is one, or is one
	facetLeft         = "left"          // by release event: somebody is known to have left the facility
	facetWithheld     = "withheld"      // the name is withheld, and with it what guarded filters ask for
)

// facetsOf gives the values by which a case is found. The facility filter
// finds everybody who is said to have been held there at some time.
func facetsOf(c *public.Case, r *public.Row) []facetKey {
	keys := []facetKey{
		{facetAll, ""}, {facetCountryState, c.Country + " " + c.State.Code},
		{"country", c.Country}, {"state", c.State.Code}, {"captor", c.Captor},
	}
	add := func(filter string, values ...string) {
		for _, v := range values {
			if k := (facetKey{filter, v}); v != "" && !slices.Contains(keys, k) {
				keys = append(keys, k)
			}
		}
	}
	add("mechanism", r.Mechanisms...)
	if c.NameWithheld {
		add(facetWithheld, "yes")
	} else {
		keys = guardedFacets(c, r, keys)
	}
	for _, rel := range c.Releases {
		add("release_event", rel.EventID)
		if rel.Left() {
			add(facetLeft, rel.EventID)
		}
	}
	if linked(c) {
		keys = append(keys, facetKey{facetLinked, ""})
	}
	return keys
}

// guardedFacets are those that nobody is found by whose name is withheld, not
// even when a document tells them.
func guardedFacets(c *public.Case, r *public.Row, keys []facetKey) []facetKey {
	add := func(filter, value string) {
		if k := (facetKey{filter, value}); value != "" && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	for _, n := range r.Nationalities {
		add("nationality", n)
	}
	for _, role := range r.Roles {
		add("role", role)
	}
	add("facility", r.FacilitySlug)
	for _, e := range c.Timeline {
		if e.Facility != nil {
			add("facility", e.Facility.Slug)
		}
	}
	return keys
}

func linked(c *public.Case) bool {
	return len(c.Overlaps) > 0 || len(c.MemberOf) > 0 ||
		c.Group != nil && slices.ContainsFunc(c.Group.Slots, func(s public.Slot) bool { return s.Ref != "" })
}

// people gives how many people a case is about. Open is 1 when nobody gave an
// upper bound; most is then not to be used.
func people(c *public.Case) (least, most, open int) {
	switch {
	case c.Group == nil:
		return 1, 1, 0
	case c.Group.Max == nil:
		return c.Group.Min, 0, 1
	}
	return c.Group.Min, *c.Group.Max, 0
}
