package web

import (
	"bytes"
	"errors"

	"github.com/a-h/templ"

	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/difference"
	"habeas/internal/export"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/reading"
	"habeas/internal/shelf"
	"habeas/views/layout"
	"habeas/views/links"
	"habeas/views/staff"
	"habeas/views/visitor"
)

// prospectPage is what a review and a request have in common: what changes for
// the public, and what is missing.
func (s *Server) prospectPage(w work, p *desk.Prospect, refused error) (staff.ReviewPage, error) {
	name := w.calledName(p.Called)
	r := staff.ReviewPage{
		Form:    &staff.Form{Page: w.page(w.t("review_of", "what", name)), Name: "review", Values: w.form},
		Subject: casebook.Subject{Kind: p.Kind, ID: p.ID}, Name: name, State: p.State, Missing: p.Missing, File: p.File,
		Behind: p.Behind, Embargo: p.Embargo, Lang: w.pageLang(), Same: p.Same(), Seen: p.Fingerprint,
	}
	r.Own = w.ownPage(r.Subject, p.Ref)
	var wrong *fault.Error
	if errors.As(refused, &wrong) {
		r.Form.Message, r.Form.Errors, r.Form.Fixes = wrong.Message, wrong.Fields, wrong.Fixes
	}
	if p.Fingerprint == "" {
		return r, nil
	}
	if err := w.restated(p, &r); err != nil {
		return r, err
	}
	return r, s.compare(w, p, &r)
}

// compare renders the public page as it is and as it would be.
func (s *Server) compare(w work, p *desk.Prospect, r *staff.ReviewPage) error {
	now, would := s.o.Reading, s.o.Reading.Would(p.Would...)
	before, address, err := s.publicPage(w, now, p.Would[0], r.Lang)
	if err != nil {
		return err
	}
	after, _, err := s.publicPage(w, would, p.Would[0], r.Lang)
	if err != nil {
		return err
	}
	if r.Address, r.New = address, before == nil; p.Was[0].Document == nil && p.Kind == casebook.OnCase {
		r.New = true
	}
	if r.Page, err = difference.Pages(before, after); err != nil {
		return err
	}
	if r.Others, err = s.otherPages(w, p, would, r.Lang); err != nil {
		return err
	}
	if p.Kind == casebook.OnCase {
		r.Columns, err = s.columns(w, now, would, string(p.Ref))
	}
	return err
}

// sinceAsked compares the page as it was asked for with what it would be now.
func (s *Server) sinceAsked(w work, f *desk.ReviewFile, l locale.Lang) ([]difference.Section, error) {
	if len(f.Asked) == 0 || f.Fingerprint == "" {
		return nil, nil
	}
	asked, _, err := s.publicPage(w, s.o.Reading.Would(f.Asked...), f.Asked[0], l)
	if err != nil {
		return nil, err
	}
	now, _, err := s.publicPage(w, s.o.Reading.Would(f.Would...), f.Asked[0], l)
	if err != nil {
		return nil, err
	}
	return difference.Pages(asked, now)
}

// publicPage renders the page on which the public reads a document, in one
// language, and gives its address; nil when there is no such page.
func (s *Server) publicPage(w work, room *reading.Room, doc public.Publication, l locale.Lang) ([]byte, string, error) {
	view, address, err := s.publicView(w, room, doc, l)
	if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Gone) {
		return nil, address, nil
	} else if err != nil {
		return nil, address, err
	}
	var whole bytes.Buffer
	if err := view.Render(w.ctx(), &whole); err != nil {
		return nil, address, err
	}
	return mainPart.Find(whole.Bytes()), address, nil
}

// publicView gives the view of the page on which the public reads a document:
// its own page, or that of its country.
func (s *Server) publicView(w work, room *reading.Room, doc public.Publication, l locale.Lang) (templ.Component, string, error) {
	page := layout.Page{Words: locale.For(l), Path: "/", BaseURL: s.o.Config.Base(), NoIndex: true, Contact: s.contact()}
	country := doc.Key
	switch doc.Kind {
	case public.DocCase:
		c, err := room.Case(w.ctx(), doc.Key)
		if err != nil {
			return nil, links.Case(l, doc.Key), err
		}
		return visitor.Case(visitor.NewCase(page, c)), links.Case(l, doc.Key), nil
	case public.DocReleaseEvent:
		e, err := room.Release(w.ctx(), doc.Key)
		if err != nil {
			return nil, links.Release(l, doc.Key), err
		}
		return visitor.Release(visitor.NewRelease(page, e)), links.Release(l, doc.Key), nil
	case public.DocSource:
		src, err := room.Source(w.ctx(), doc.Key)
		if err != nil {
			return nil, links.Source(l, doc.Key), err
		}
		return visitor.Source(visitor.NewSource(page, src)), links.Source(l, doc.Key), nil
	case public.DocFacility:
		place, err := room.Facility(w.ctx(), doc.Key)
		if err != nil {
			return nil, links.Facility(l, doc.Key), err
		}
		return visitor.Facility(visitor.NewFacility(page, place)), links.Facility(l, doc.Key), nil
	case public.DocCount:
		c, err := shelf.Read[public.Count](doc.Document)
		if err != nil {
			return nil, "", err
		}
		groups, err := room.Counts(w.ctx(), c.Country)
		return visitor.Counts(visitor.NewCounts(page, c.Country, groups)), links.Counts(l, c.Country), err
	case public.DocPosition, public.DocAdvisory, public.DocContext:
		on, err := shelf.Read[struct {
			Country string `json:"country"`
		}](doc.Document)
		if err != nil {
			return nil, "", err
		}
		country = on.Country
	}
	c, err := room.Country(w.ctx(), country)
	if err != nil {
		return nil, links.Country(l, country), err
	}
	return visitor.Country(visitor.NewCountry(page, c)), links.Country(l, country), nil
}

// otherPages lists the pages of sources and places that come or change along,
// and says of those that change what does.
func (s *Server) otherPages(w work, p *desk.Prospect, would *reading.Room, l locale.Lang) ([]staff.OtherPage, error) {
	var all []staff.OtherPage
	for i := 1; i < len(p.Would); i++ {
		if bytes.Equal(p.Was[i].Document, p.Would[i].Document) {
			continue
		}
		title, err := shelf.Title(p.Would[i].Kind, p.Would[i].Document)
		if err != nil {
			return nil, err
		}
		o := staff.OtherPage{Kind: p.Would[i].Kind, Title: w.text(title), New: p.Was[i].Document == nil}
		if !o.New {
			if o.Page, err = s.differenceOf(w, would, p.Would[i], l); err != nil {
				return nil, err
			}
		}
		all = append(all, o)
	}
	return all, nil
}

// differenceOf compares the page of one document as it is with how it would be.
func (s *Server) differenceOf(w work, would *reading.Room, doc public.Publication, l locale.Lang) ([]difference.Section, error) {
	before, _, err := s.publicPage(w, s.o.Reading, doc, l)
	if err != nil {
		return nil, err
	}
	after, _, err := s.publicPage(w, would, doc, l)
	if err != nil {
		return nil, err
	}
	return difference.Pages(before, after)
}

// columns gives the fields of the export that would have another value.
func (s *Server) columns(w work, now, would *reading.Room, ref string) ([]staff.Column, error) {
	was, err := now.Row(w.ctx(), ref)
	if err != nil {
		return nil, err
	}
	then, err := would.Row(w.ctx(), ref)
	if err != nil || then == nil {
		return nil, err
	}
	names, style := export.CaseColumns(w.words), export.Style{Words: w.words, Today: s.o.Reading.Today(), BaseURL: s.o.Config.Base()}
	have, cells := make([]string, len(names)), export.Values(style, then)
	if was != nil {
		have = export.Values(style, was)
	}
	var changed []staff.Column
	for i, name := range names {
		if have[i] != cells[i] {
			changed = append(changed, staff.Column{Name: name, Was: have[i], Would: cells[i]})
		}
	}
	return changed, nil
}

// takeBack takes something off the public record; it may come back.
func (s *Server) takeBack(w work) error {
	return s.takeOff(w, "take_back", publishable, s.o.Desk.TakeBack)
}

// withdraw takes something off the public record for good.
func (s *Server) withdraw(w work) error {
	return s.takeOff(w, "off_for_good", withdrawable, s.o.Desk.Withdraw)
}

// takeOff shows what goes, asks why, and takes it off.
func (s *Server) takeOff(w work, verb string, kinds []casebook.SubjectKind, do takingOff) error {
	if err := w.aim(kinds); err != nil {
		return err
	}
	called, off, err := s.o.Desk.WouldTakeOff(w.ctx(), w.by, w.on())
	if err != nil {
		return err
	}
	page := staff.OffPage{}
	for _, t := range off {
		o := staff.OtherPage{Kind: t.Kind, Title: t.Key}
		if text := w.text(t.Title); text != "" && t.Kind == public.DocCase {
			o.Title += ", " + text
		} else if text != "" {
			o.Title = text
		}
		if t.Gone {
			page.Goes = append(page.Goes, o)
		} else {
			page.Changes = append(page.Changes, o)
		}
	}
	own, lead := w.ownPage(w.on(), called.Ref), w.t(verb+".lead")
	if called.Kind == casebook.OnSource || called.Kind == casebook.OnFacility {
		lead = w.t("take_back.along")
	}
	return serve(w, sheet[because]{
		name: "confirm", title: w.t(verb+"_of", "what", w.t("kind."+string(called.Kind))+" "+w.calledName(called)), button: w.t(verb), back: own,
		fields: func(f *staff.Form) templ.Component { return staff.OffFields(f, lead, page) },
		save:   func(in because) (string, error) { return own, do(w.ctx(), w.by, w.on(), in.Reason) },
	})
}
