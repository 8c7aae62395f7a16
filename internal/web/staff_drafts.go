package web

import (
	"strconv"

	"habeas/internal/casebook"
)

// A draft is what a form may set, as text; these give the draft of a row that
// is opened for editing, so that a form can show it.

func caseDraft(f *casebook.File) casebook.CaseDraft {
	d := casebook.CaseDraft{
		Kind: string(f.Case.Kind), Country: f.Case.Country, Captor: string(f.Case.Captor), Deprivation: string(f.Case.Deprivation),
		Summary: f.Case.Summary, ScopeNote: f.Case.ScopeNote, Note: f.Case.Note,
		LastVerified: f.Case.LastVerified.String(), EmbargoUntil: f.Case.EmbargoUntil.String(),
	}
	if p := f.Person; p != nil {
		d.Label, d.Birth, d.Age, d.AgeAsOf = p.Label, p.Birth.String(), digits(p.Age), p.AgeAsOf.String()
		d.Gender, d.Roles, d.Occupation = p.Gender, p.Roles, p.Occupation
	}
	for _, n := range f.Nationalities {
		d.Nationalities = append(d.Nationalities, casebook.NationalityDraft{Country: n.Country, Basis: n.Basis})
	}
	if g := f.Group; g != nil {
		d.Group = casebook.GroupDraft{
			Min: strconv.Itoa(g.Min), Max: digits(g.Max), Qualifier: string(g.Qualifier), Phrase: g.Phrase, PhraseLang: g.PhraseLang,
			Population: g.Population, Nationality: g.Nationality, Roles: g.Roles, Resolve: g.Resolve,
		}
	}
	return d
}

// digits writes a number that may not be known.
func digits(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func eventDraft(e *casebook.Event, facility string) casebook.EventDraft {
	return casebook.EventDraft{
		Kind: string(e.Kind), Date: e.Date.String(), Place: e.Place, Facility: facility, Actor: e.Actor, What: e.What,
		Certainty: string(e.Certainty), Visibility: string(e.Visibility),
	}
}

func chargeDraft(k *casebook.Charge) casebook.ChargeDraft {
	return casebook.ChargeDraft{Text: k.Text, Statute: k.Statute, Filed: k.Filed.String(), Outcome: k.Outcome, OutcomeOn: k.OutcomeOn.String()}
}

func claimDraft(c *casebook.Claim) casebook.ClaimDraft {
	return casebook.ClaimDraft{
		Field: c.Field, Value: c.Value, Exact: c.Exact, Standing: string(c.Standing), Credibility: c.Credibility, StatedOn: c.StatedOn.String(),
		Attribution: c.Attribution, Visibility: string(c.Visibility),
	}
}

func sourceDraft(s casebook.Source, from []casebook.Derivation) casebook.SourceDraft {
	d := casebook.SourceDraft{
		Title: s.Title, Label: s.Label, Publisher: s.Publisher, Author: s.Author, Kind: string(s.Kind), URL: s.URL, Archive: s.Archive,
		Published: s.Published.String(), Language: s.Language, ReadOn: s.ReadOn.String(), Licence: s.Licence,
		Reliability: s.Reliability, Description: s.Description, Note: s.Note, Visibility: string(s.Visibility),
	}
	for _, f := range from {
		d.DerivedFrom = append(d.DerivedFrom, string(f.FromID))
	}
	return d
}

func facilityDraft(f *casebook.Facility) casebook.FacilityDraft {
	return casebook.FacilityDraft{
		Name: f.Name, OtherNames: f.OtherNames, Country: f.Country, Place: f.Place, Kind: f.Kind, Coordinates: f.Coordinates, Exactness: f.Exactness, Operator: f.Operator,
		Description: f.Description, Visibility: string(f.Visibility),
	}
}

func releaseEventDraft(e casebook.ReleaseEvent) casebook.ReleaseEventDraft {
	return casebook.ReleaseEventDraft{
		Country: e.Country, Date: e.Date.String(), Title: e.Title, Announced: e.Announced, AnnouncedBy: e.AnnouncedBy, Summary: e.Summary,
	}
}

func releaseDraft(r casebook.ReleaseOf) casebook.ReleaseDraft {
	return casebook.ReleaseDraft{Event: string(r.Release.ReleaseEventID), Case: string(r.Case.Ref), Exit: string(r.Release.Exit), Note: r.Release.Note}
}

func countDraft(n *casebook.Count) casebook.CountDraft {
	return casebook.CountDraft{
		Country: n.Country, Claimant: n.Claimant, Measure: string(n.Measure), Population: n.Population, PopulationKey: n.PopulationKey,
		Nationality: n.Nationality, Min: digits(n.Min), Max: digits(n.Max), Qualifier: string(n.Qualifier), Words: n.Words, WordsLang: n.WordsLang,
		WindowStart: n.WindowStart.String(), AsOf: n.AsOf.String(), Basis: string(n.Basis), NamesPublished: string(n.NamesPublished),
		ReleaseEvent: string(n.ReleaseEventID), Note: n.Note,
	}
}

func positionDraft(p *casebook.Position, key string) casebook.PositionDraft {
	return casebook.PositionDraft{
		Country: p.Country, Authority: p.Authority, Stance: string(p.Stance), OnKind: string(p.SubjectKind), OnKey: key,
		Date: p.Date.String(), What: p.What,
	}
}

func advisoryDraft(a *casebook.Advisory) casebook.AdvisoryDraft {
	d := casebook.AdvisoryDraft{Country: a.Country, Issuer: a.Issuer, Indicators: a.Indicators, IssuedOn: a.IssuedOn.String(), What: a.What}
	if a.Level != 0 {
		d.Level = strconv.Itoa(a.Level)
	}
	return d
}

func contextDraft(e *casebook.ContextEvent, facility string) casebook.ContextDraft {
	return casebook.ContextDraft{Country: e.Country, Date: e.Date.String(), What: e.What, Facility: facility}
}
