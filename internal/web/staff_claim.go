package web

import (
	"github.com/a-h/templ"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/views/staff"
)

// claimRoutes are the fields about which sources may differ, side by side, and
// what can be done to a claim.
func (s *Server) claimRoutes(d door) {
	d.page("/staff/fields/:kind/:id", s.showFields, access.ReadCasebook)
	d.page("/staff/fields/:kind/:id/:field", s.showField, access.ReadCasebook)
	d.sheet("/staff/claims/:id/accept", s.acceptClaim, access.EditCasebook)
	d.sheet("/staff/claims/:id/retract", s.retractClaim, access.EditCasebook)
	d.sheet("/staff/claims/:id/settle", s.settleClaim, access.EditCasebook)
}

// showFields lists the fields of a subject about which sources may differ.
func (s *Server) showFields(w work) error {
	all, err := s.o.Desk.Fields(w.ctx(), w.by, w.on())
	if err != nil {
		return err
	}
	page := staff.FieldsPage{}
	for _, f := range all {
		page.Back = w.pageOfField(f)
		said := 0
		for _, v := range f.Values {
			if !v.OurOwn || len(v.Claims) > 0 || !v.Value.IsZero() {
				said++
			}
		}
		page.Lines = append(page.Lines, staff.FieldLine{
			To: staff.FieldsPath(w.on(), f.Field.Name), Name: w.words.Label("claim_field", f.Field.Name), Now: w.valueOf(f, f.Values[0]),
			Values: said, Disagree: len(f.Values) > 1,
		})
	}
	return w.show(staff.Fields(w.titled("fields_of", "what", w.t("kind."+string(w.on().Kind))), page))
}

// showField shows every value that sources give of one field.
func (s *Server) showField(w work) error {
	f, err := s.o.Desk.Field(w.ctx(), w.by, w.on(), w.Param("field"))
	if err != nil {
		return err
	}
	page := staff.FieldPage{On: f.On, Field: f.Field, Back: w.pageOfField(*f), Evidence: f.Evidence}
	for _, v := range f.Values {
		page.Values = append(page.Values, staff.FieldValue{Said: w.valueOf(*f, v), Ours: v.OurOwn, Claims: v.Claims, Cites: v.Cites, Origins: v.Origins})
	}
	return w.show(staff.Field(w.titled("field_of", "field", w.words.Label("claim_field", f.Field.Name), "what", w.t("kind."+string(f.On.Kind))), page))
}

// pageOfField gives the page of what a field is of.
func (w work) pageOfField(f desk.StatedField) string {
	return whereStands(casebook.Citation{SubjectKind: f.On.Kind, SubjectID: f.On.ID}, f.Ref)
}

// valueOf says a value in words: a claim in words only speaks for itself.
func (w work) valueOf(f desk.StatedField, v desk.StatedValue) string {
	if !v.Known && len(v.Claims) > 0 {
		return w.text(v.Claims[0].Value)
	}
	if place, ok := f.Facilities[casebook.ID(v.Value.Exact)]; ok && f.Field.Form == casebook.AsFacility {
		return place.Name
	}
	return f.Field.Say(w.words.Lang(), v.Value)
}

// addClaim records one source's statement beside what we go by.
func (s *Server) addClaim(w work) error {
	if err := w.aim(claimable); err != nil {
		return err
	}
	of, _ := casebook.FieldOf(w.on().Kind, w.QueryParam("field"))
	sh := w.claimSheet(of)
	sh.title = w.t("new.claim", "what", w.t("kind."+string(w.on().Kind)))
	sh.draft = casebook.ClaimDraft{Field: of.Name, Standing: string(casebook.AlsoReported), Credibility: "6"}
	sh.adds = w.on()
	sh.save = func(in casebook.ClaimDraft) (string, error) {
		_, err := s.o.Desk.AddClaim(w.ctx(), w.by, w.on(), in)
		return staff.HomePath, err
	}
	return serve(w, sh)
}

// claimSheet is the form of a claim of which it is known how its value is kept.
func (w work) claimSheet(of casebook.Field) sheet[casebook.ClaimDraft] {
	return sheet[casebook.ClaimDraft]{
		name: "claim", back: staff.HomePath, lists: withSources | withFacilities, dates: []string{"stated_on"},
		fields: func(f *staff.Form) templ.Component {
			if of.Name != "" && w.QueryParam("field") != "" {
				f.Action = w.Request().URL.Path + "?field=" + of.Name
			}
			return staff.ClaimFields(f, of)
		},
	}
}

// editClaim changes a claim: its words, its value, who may see it.
func (s *Server) editClaim(w work) error {
	c, err := s.o.Desk.Claim(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	of, _ := c.Of()
	draft := claimDraft(c)
	if of.Form == casebook.AsFacility {
		if draft.Exact, err = w.slug(casebook.ID(c.Exact)); err != nil {
			return err
		}
	}
	sh := w.claimSheet(of)
	sh.title, sh.draft, sh.version = w.t("edit_of", "what", w.t("kind.claim")), draft, c.Version
	sh.save = func(in casebook.ClaimDraft) (string, error) {
		return staff.HomePath, s.o.Desk.EditClaim(w.ctx(), w.by, c.ID, w.version(), in, w.form.Get("reason"))
	}
	sh.reload = func() (casebook.ClaimDraft, int, error) { return draft, c.Version, nil }
	return serve(w, sh)
}

// accepting is the form that changes what we go by.
type accepting struct {
	Former string `form:"former"`
	Reason string `form:"reason"`
}

// acceptClaim makes the value of a claim the one we go by.
func (s *Server) acceptClaim(w work) error {
	c, f, err := w.claimAndField()
	if err != nil {
		return err
	}
	next := w.text(c.Value)
	return serve(w, sheet[accepting]{
		name: "accept", title: w.t("accept_of", "value", next), button: w.t("go_by"), back: staff.FieldsPath(c.Subject(), c.Field),
		draft: accepting{Former: string(casebook.AlsoReported)}, version: c.Version, ref: f.Ref,
		fields: func(form *staff.Form) templ.Component {
			return staff.AcceptFields(form, w.valueOf(*f, f.Values[0]), next)
		},
		save: func(in accepting) (string, error) {
			return staff.FieldsPath(c.Subject(), c.Field), s.o.Desk.AcceptClaim(w.ctx(), w.by, c.ID, w.version(), casebook.Standing(in.Former), in.Reason)
		},
	})
}

// claimAndField reads a claim with the field that it states a value of.
func (w work) claimAndField() (*casebook.Claim, *desk.StatedField, error) {
	c, err := w.s.o.Desk.Claim(w.ctx(), w.by, w.id())
	if err != nil {
		return nil, nil, err
	}
	f, err := w.s.o.Desk.Field(w.ctx(), w.by, c.Subject(), c.Field)
	return c, f, err
}

// retractClaim says that the source took a claim back.
func (s *Server) retractClaim(w work) error {
	c, err := s.o.Desk.Claim(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	return confirm(w, asked{
		title: w.t("retract_of"), button: w.t("claim_retract"), lead: w.t("claim_retract.lead"), what: []string{w.text(c.Value)}, back: staff.HomePath, version: c.Version,
		do: func(reason string) error { return s.o.Desk.RetractClaim(w.ctx(), w.by, c.ID, w.version(), reason) },
	})
}

// settleClaim says that what we go by stays, in spite of a claim.
func (s *Server) settleClaim(w work) error {
	c, f, err := w.claimAndField()
	if err != nil {
		return err
	}
	return confirm(w, asked{
		title: w.t("settle_of"), button: w.t("settle"), lead: w.t("settle.lead", "value", w.valueOf(*f, f.Values[0])), what: []string{w.text(c.Value)},
		back: staff.FieldsPath(c.Subject(), c.Field), version: c.Version,
		do: func(reason string) error { return s.o.Desk.SettleClaim(w.ctx(), w.by, c.ID, w.version(), reason) },
	})
}
