package web

import (
	"slices"

	"github.com/a-h/templ"

	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/views/staff"
)

// citable and claimable are the kinds of subject that can rest on a source,
// and about which sources can state something.
var (
	citable = []casebook.SubjectKind{
		casebook.OnCase, casebook.OnName, casebook.OnGroup, casebook.OnOverlap, casebook.OnCharge, casebook.OnEvent, casebook.OnReleaseEvent,
		casebook.OnMechanism, casebook.OnRelease, casebook.OnConfirmation, casebook.OnCondition, casebook.OnFacility, casebook.OnClaim,
		casebook.OnCount, casebook.OnPosition, casebook.OnAdvisory, casebook.OnContext, casebook.OnPerson,
		casebook.OnList, casebook.OnUnnamed, casebook.OnAssessment, casebook.OnFinding, casebook.OnProceeding,
	}
	claimable = []casebook.SubjectKind{
		casebook.OnCase, casebook.OnPerson, casebook.OnEvent, casebook.OnReleaseEvent, casebook.OnRelease, casebook.OnAdvisory, casebook.OnContext, casebook.OnCountry,
	}
)

// aim gives fault.NotFound unless the address names something of the casebook
// that is of one of these kinds.
func (w work) aim(kinds []casebook.SubjectKind) error {
	if !slices.Contains(kinds, w.on().Kind) {
		return nothingThere()
	}
	return w.s.o.Desk.Exists(w.ctx(), w.by, w.on())
}

// has gives fault.NotFound unless the id in the address is of such a thing.
func (w work) has(kind casebook.SubjectKind) error {
	return w.s.o.Desk.Exists(w.ctx(), w.by, casebook.Subject{Kind: kind, ID: w.id()})
}

func nothingThere() error {
	return fault.New(fault.NotFound, "There is nothing at this address. Go back to the case and follow the link again.")
}

// cite ties a statement to a place in a source.
func (s *Server) cite(w work) error {
	if err := w.aim(citable); err != nil {
		return err
	}
	return serve(w, sheet[casebook.CitationDraft]{
		name: "cite", title: w.t("new.citation", "what", w.t("kind."+string(w.on().Kind))), back: staff.HomePath, lists: withSources, adds: w.on(),
		fields: func(f *staff.Form) templ.Component { return staff.CiteFields(f) },
		save: func(in casebook.CitationDraft) (string, error) {
			return staff.HomePath, s.o.Desk.CiteSource(w.ctx(), w.by, w.on(), in)
		},
	})
}

// uncite takes a citation away, with a reason.
func (s *Server) uncite(w work) error {
	e, err := s.o.Desk.Evidence(w.ctx(), w.by, w.on())
	if err != nil {
		return err
	}
	id := casebook.ID(w.Param("citation"))
	for _, c := range e.Of(w.on().Kind, w.on().ID) {
		if c.ID == id {
			return confirm(w, asked{
				title: w.t("remove_of", "what", w.t("kind.citation")), button: w.t("remove"), what: []string{staff.SourceName(w.words, e.Sources[c.SourceID]), c.Quote}, back: staff.HomePath,
				do: func(reason string) error { return s.o.Desk.RemoveCitation(w.ctx(), w.by, id, reason) },
			})
		}
	}
	return nothingThere()
}
