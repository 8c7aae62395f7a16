package staff

import (
	"cmp"
	"slices"

	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/when"
)

// SinceText says from when something has been so.
func (p Page) SinceText(d when.Date) string { return locale.Since(p.W.Lang(), d) }

// derived says from what the state of a case is derived, since nobody types it.
func derived(p Page, c CasePage) string {
	switch c.State.From.Kind {
	case casebook.OnEvent:
		return p.T("derived_event", "event", p.Label("event", c.State.Kind))
	case casebook.OnConfirmation:
		return p.T("derived_step", "step", p.Label("confirmation", c.State.Kind))
	}
	return p.T("derived_nothing")
}

// Mend gives the page on which a problem of a case can be mended, and nothing
// when there is none.
func Mend(f *casebook.File, problem casebook.Problem, back string) string {
	on := problem.Subject
	switch problem.Code {
	case "no_source":
		return Back(On("cite", on), back)
	case "no_consent":
		return CasePath(f.Case.Ref, "consents", "new")
	case "no_name":
		return CasePath(f.Case.Ref, "names", "new")
	}
	switch on.Kind {
	case casebook.OnEvent:
		return Under("/staff/events", on.ID, "edit")
	case casebook.OnClaim:
		return Back(Under("/staff/claims", on.ID, "edit"), back)
	case casebook.OnCase, casebook.OnPerson:
		return CasePath(f.Case.Ref, "edit")
	case casebook.OnRelease:
		for _, r := range f.Releases {
			if r.Release.ID == on.ID {
				return Under(ReleasesPath, r.Event.ID)
			}
		}
	case casebook.OnCitation:
		for _, c := range f.Citations {
			if c.ID == on.ID {
				return Back(On("cite", casebook.Subject{Kind: c.SubjectKind, ID: c.SubjectID}, string(c.ID), "remove"), back)
			}
		}
	}
	return ""
}

// citedSources lists the sources of some evidence by publisher and title.
func citedSources(e casebook.Evidence) []casebook.Source {
	var list []casebook.Source
	for _, s := range e.Sources {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b casebook.Source) int {
		return cmp.Or(cmp.Compare(a.Publisher, b.Publisher), cmp.Compare(a.Name().String(), b.Name().String()), cmp.Compare(a.ID, b.ID))
	})
	return list
}
