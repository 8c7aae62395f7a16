package public

import (
	"strings"

	"habeas/internal/casebook"
)

// ProjectReleaseEvent gives what the public may see of a release event.
func ProjectReleaseEvent(f *casebook.ReleaseFile, stamp Stamp) *ReleaseEvent {
	notes := newFootnotes(f.Evidence)
	out := &ReleaseEvent{
		ID: string(f.Event.ID), Country: f.Event.Country, Date: f.Event.Date, Title: f.Event.Title,
		Announced: f.Event.Announced, AnnouncedBy: f.Event.AnnouncedBy, Summary: f.Event.Summary,
		Cites: notes.of(casebook.OnReleaseEvent, f.Event.ID), UpdatedAt: stamp.UpdatedAt,
	}
	out.Mechanisms = mechanisms(notes, f.Mechanisms)
	for _, u := range f.Unnamed {
		out.Unnamed = append(out.Unnamed, Group{
			Min: u.Min, Max: u.Max, Qualifier: string(u.Qualifier), Phrase: u.Phrase, PhraseLang: u.PhraseLang, Population: u.Population,
			Cites: notes.of(casebook.OnUnnamed, u.ID),
		})
	}
	out.Also = claimsOn(notes, f.Claims, casebook.OnReleaseEvent, f.Event.ID)
	out.Sources, out.Origins = notes.listed, notes.all()
	return out
}

// ProjectCount gives what the public may see of a count: all of it.
func ProjectCount(c casebook.Count, e casebook.Evidence, stamp Stamp) *Count {
	notes := newFootnotes(e)
	out := &Count{
		ID: string(c.ID), Country: c.Country, Claimant: c.Claimant, Measure: string(c.Measure),
		Population: c.Population, PopulationKey: c.PopulationKey, Nationality: c.Nationality,
		Min: c.Min, Max: c.Max, Qualifier: string(c.Qualifier), Words: c.Words, WordsLang: c.WordsLang,
		WindowStart: c.WindowStart, AsOf: c.AsOf, Basis: string(c.Basis),
		NamesPublished: string(c.NamesPublished), ReleaseEventID: string(c.ReleaseEventID), Note: c.Note,
		Cites: notes.of(casebook.OnCount, c.ID), UpdatedAt: stamp.UpdatedAt,
	}
	out.Sources = notes.listed
	return out
}

// ProjectPosition gives what the public may see of a position. The key of a
// case it is on is the ref, which the desk knows.
func ProjectPosition(row casebook.Position, key string, e casebook.Evidence, stamp Stamp) *Position {
	notes := newFootnotes(e)
	out := projectPosition(notes, row)
	out.OnKey, out.Sources, out.UpdatedAt = key, notes.listed, stamp.UpdatedAt
	return &out
}

func projectPosition(notes *footnotes, row casebook.Position) Position {
	return Position{
		ID: string(row.ID), Country: row.Country, Authority: row.Authority, Stance: string(row.Stance),
		OnKind: string(row.SubjectKind), Date: row.Date, What: row.What,
		Cites: notes.of(casebook.OnPosition, row.ID),
	}
}

// ProjectAdvisory gives what the public may see of an advisory, with what
// sources say otherwise about it.
func ProjectAdvisory(row casebook.Advisory, claims []casebook.Claim, e casebook.Evidence, stamp Stamp) *Advisory {
	notes := newFootnotes(e)
	out := &Advisory{
		ID: string(row.ID), Issuer: row.Issuer, Country: row.Country, Level: row.Level,
		Indicators: row.Indicators, IssuedOn: row.IssuedOn, What: row.What,
		Cites: notes.of(casebook.OnAdvisory, row.ID), UpdatedAt: stamp.UpdatedAt,
		Also: claimsOn(notes, claims, casebook.OnAdvisory, row.ID),
	}
	out.Sources = notes.listed
	return out
}

// ProjectContext gives what the public may see of an event of a country, with
// what sources say otherwise about it.
func ProjectContext(row casebook.ContextEvent, claims []casebook.Claim, e casebook.Evidence, stamp Stamp) *ContextEvent {
	notes := newFootnotes(e)
	out := &ContextEvent{
		ID: string(row.ID), Country: row.Country, Date: row.Date, What: row.What,
		Cites: notes.of(casebook.OnContext, row.ID), UpdatedAt: stamp.UpdatedAt,
	}
	if place, ok := e.Facilities[row.FacilityID]; ok && place.Visibility == casebook.Public {
		out.Facility = &Facility{Slug: place.Slug, Name: place.Name}
	}
	out.Also = claimsOn(notes, claims, casebook.OnContext, row.ID)
	out.Sources = notes.listed
	return out
}

// ProjectCountry gives the public claims about a country, nil without any.
func ProjectCountry(code string, claims []casebook.Claim, e casebook.Evidence) *CountryClaims {
	notes := newFootnotes(e)
	out := &CountryClaims{Country: code, Claims: claimsOn(notes, claims, casebook.OnCountry, casebook.ID(code))}
	if len(out.Claims) == 0 {
		return nil
	}
	out.Sources = notes.listed
	return out
}

// ProjectFacility gives what the public may see of a facility, nil when it is
// not to be named.
func ProjectFacility(row casebook.Facility, e casebook.Evidence) *FacilityPage {
	if row.Visibility != casebook.Public {
		return nil
	}
	notes := newFootnotes(e)
	out := &FacilityPage{
		Slug: row.Slug, Name: row.Name, Country: row.Country, Place: row.Place, Kind: row.Kind,
		Spot: spotOf(row), Operator: row.Operator, Description: row.Description, Cites: notes.of(casebook.OnFacility, row.ID),
	}
	for _, name := range strings.Split(row.OtherNames, ";") {
		if name = strings.TrimSpace(name); name != "" {
			out.OtherNames = append(out.OtherNames, name)
		}
	}
	out.Sources = notes.listed
	return out
}

// privateHome is the kind of a place of detention that is somebody's home: where
// it stands is an address, which is never public.
const privateHome = "private_home"

// spotOf gives where a place is on a map, as far as that may be told.
func spotOf(row casebook.Facility) *Spot {
	lat, lon, ok := casebook.Coordinates(row.Coordinates)
	if !ok || row.Kind == privateHome || !casebook.InVocabulary("exactness", row.Exactness) {
		return nil
	}
	return &Spot{Lat: lat, Lon: lon, Exactness: row.Exactness}
}

// ProjectSource gives what the public may see of a source, nil when it may not
// be named. Of what it repeats, only public sources are told.
func ProjectSource(row casebook.Source, e casebook.Evidence) *Source {
	if row.Visibility != casebook.Public {
		return nil
	}
	out := &Source{
		ID: string(row.ID), Title: row.Title, Label: row.Label, Publisher: row.Publisher, Author: row.Author,
		Kind: string(row.Kind), URL: row.URL, Archive: row.Archive, Published: row.Published,
		Language: row.Language, ReadOn: row.ReadOn, Licence: row.Licence,
		Reliability: row.Reliability, Description: row.Description,
	}
	for _, d := range e.Derivations {
		from, ok := e.Sources[d.FromID]
		if d.SourceID == row.ID && ok && from.Visibility == casebook.Public {
			out.DerivedFrom = append(out.DerivedFrom, SourceLink{ID: string(from.ID), Title: from.Title, Label: from.Label, Publisher: from.Publisher, Note: d.Note})
		}
	}
	return out
}
