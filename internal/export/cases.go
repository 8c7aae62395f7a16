package export

import (
	"iter"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/when"
)

// Cases are the rows of the list of cases.
func Cases(rows iter.Seq2[*public.Row, error]) Table { return tableOf("cases", rows, columns.row) }

// CaseColumns names the columns of the list of cases in their order.
func CaseColumns(words *locale.Words) []string { return Cases(nil).Columns(words) }

// row writes the columns of a case. The order is a promise: new ones go last.
func (c columns) row(r *public.Row) {
	group := r.Kind == "group"
	c.code("ref", r.Ref)
	c.text("name", hidden(r, r.Name, true))
	c.text("name_native", hidden(r, r.NameNative, true))
	c.number("aliases_count", r.AliasesCount, true)
	c.flag("name_withheld", r.NameWithheld)
	c.code("kind", r.Kind)
	c.size("group_min", r.GroupMin, applies(group, ""))
	c.size("group_max", r.GroupMax, applies(group, ""))
	c.text("group_phrase", applies(group, r.GroupPhrase))
	c.code("birth", hidden(r, r.Birth.String(), false))
	c.age(r, group)
	c.code("gender", applies(!group, guarded(r, r.Gender)))
	c.list("nationalities", r.Nationalities, guarded(r, ""))
	c.list("roles", r.Roles, guarded(r, ""))
	c.code("country", r.Country)
	c.text("country_label", c.words.Country(r.Country))
	c.code("captor_type", r.Captor)
	c.code("deprivation", r.Deprivation)
	c.code("state", r.State)
	c.text("state_label", c.words.Label("state", r.State))
	c.code("state_since", r.StateSince.String())
	c.code("taken", r.Held.Taken.String())
	c.code("taken_earliest", r.Held.Taken.Earliest().String())
	c.code("taken_latest", r.Held.Taken.Latest().String())
	c.code("taken_precision", precision(r.Held.Taken))
	c.code("facility", guarded(r, r.FacilitySlug))
	c.release(r)
	c.days(r)
	c.number("charges_count", r.ChargesCount, true)
	c.number("origins_count", r.OriginsCount, true)
	c.list("source_ids", r.SourceIDs, "")
	c.code("last_verified", r.LastVerified.String())
	c.instant("published_at", r.PublishedAt)
	c.instant("updated_at", r.UpdatedAt)
	c.number("version", r.Version, true)
	c.code("url", c.cases+r.Ref)
	c.number("spells", max(1, len(r.Held.Spells)), !r.Held.Taken.IsZero())
	c.code("person_ref", applies(!group, r.PersonRef))
	c.inWords(r, group)
}

// inWords says in words what other columns say in codes.
func (c columns) inWords(r *public.Row, group bool) {
	none := noRelease(r)
	c.said("gender_label", "gender", applies(!group, guarded(r, r.Gender)))
	c.list("nationalities_labels", worded(r.Nationalities, c.words.Country), guarded(r, ""))
	c.saidOf("roles_labels", "role", r.Roles, guarded(r, ""))
	c.said("captor_type_label", "captor", r.Captor)
	c.said("deprivation_label", "deprivation", r.Deprivation)
	c.text("facility_label", guarded(r, r.FacilityName))
	c.said("release_confirmation_label", "confirmation", saidOfRelease(r, r.Confirmation, none))
	c.saidOf("mechanism_labels", "mechanism", r.Mechanisms, none)
	c.saidOf("conditions_labels", "condition", r.Conditions, none)
}

// said writes what a code is called, or what is said in its place.
func (c columns) said(name, kind, code string) {
	if code != "" && code != withheld && code != notApplicable {
		code = c.words.Label(kind, code)
	}
	c.text(name, code)
}

// worded gives what each of some codes is called.
func worded(codes []string, words func(string) string) []string {
	if len(codes) == 0 {
		return nil
	}
	out := make([]string, len(codes))
	for i, code := range codes {
		out[i] = words(code)
	}
	return out
}

// saidOf writes what several codes are called.
func (c columns) saidOf(name, kind string, codes []string, said string) {
	c.list(name, worded(codes, func(code string) string { return c.words.Label(kind, code) }), said)
}

func (c columns) age(r *public.Row, group bool) {
	said := applies(!group, "")
	if r.NameWithheld {
		said = withheld
	}
	c.size("age", r.Age, said)
	c.code("age_as_of", hidden(r, r.AgeAsOf.String(), false))
}

// release writes what is known of a release; while somebody is in custody
// there is none, though one may have been announced.
func (c columns) release(r *public.Row) {
	none := noRelease(r)
	said := func(v string) string { return saidOfRelease(r, v, none) }
	c.code("released", said(r.Released.String()))
	c.code("released_earliest", said(r.Released.Earliest().String()))
	c.code("released_latest", said(r.Released.Latest().String()))
	c.code("release_confirmation", said(r.Confirmation))
	c.list("mechanism", r.Mechanisms, none)
	c.list("conditions", r.Conditions, none)
}

// noRelease is what is said of a release where there is none.
func noRelease(r *public.Row) string {
	if r.Held.End == when.EndOpen {
		return notApplicable
	}
	return ""
}

func saidOfRelease(r *public.Row, value, none string) string {
	if value == "" && r.Released.IsZero() {
		return none
	}
	return value
}

// days writes how long the custody has been or was. At least no days at all is
// nothing known.
func (c columns) days(r *public.Row) {
	d := r.Held.Days(c.today)
	c.number("days_held_min", d.Least, d.Least > 0 || d.MostKnown)
	c.number("days_held_max", d.Most, d.MostKnown)
}

// hidden gives a value that goes with a name: withheld with it, and not
// applicable to groups.
func hidden(r *public.Row, value string, name bool) string {
	switch {
	case r.NameWithheld:
		return withheld
	case r.Kind == "group", name && r.Kind == "unnamed":
		return applies(r.Kind != "group", value)
	}
	return value
}

// guarded gives a value that no case without its name tells, known or not.
func guarded(r *public.Row, value string) string {
	if r.NameWithheld {
		return withheld
	}
	return value
}

func applies(it bool, value string) string {
	if !it {
		return notApplicable
	}
	return value
}

func precision(d when.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Precision().String()
}
