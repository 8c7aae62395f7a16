package web

import (
	"encoding/json"

	"github.com/a-h/templ"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/locale"
	"habeas/internal/when"
	"habeas/views/staff"
)

// confirmationRoutes are where a second person agrees or declines.
func (s *Server) confirmationRoutes(d door) {
	at := func(more string) string { return staff.ConfirmationsPath + "/:id/" + more }
	d.page(staff.ConfirmationsPath, s.confirmations, access.ReadCasebook)
	d.sheet(at("agree"), s.agree, access.SecondPerson)
	d.sheet(at("decline"), s.decline, access.SecondPerson)
	d.sheet(at("retract"), s.unask, access.EditCasebook)
	d.sheet(at("again"), s.askAnew, access.EditCasebook)
}

// confirmations lists what two must agree to.
func (s *Server) confirmations(w work) error {
	all, err := s.o.Desk.AwaitingSecond(w.ctx(), w.by)
	if err != nil {
		return err
	}
	list := make([]staff.Awaited, len(all))
	for i, a := range all {
		list[i] = staff.Awaited{ID: a.ID, Ref: a.Ref, Name: w.text(a.Called), Matter: w.matter(a), Says: w.saysOf(a),
			By: a.AskedName, Reason: a.Reason, May: a.May, Mine: a.Mine, Changed: a.Changed}
	}
	return w.show(staff.Confirmations(w.titled("confirmations"), list))
}

// matter says in words what is to be agreed to.
func (w work) matter(a desk.Awaited) string {
	switch a.Operation {
	case "MergeCases":
		return w.t("merging.matter")
	case "RecordEvent", "EditEvent":
		return w.words.Label("event", a.Matter)
	case "RecordRelease", "EditRelease":
		return w.words.Label("exit", a.Matter)
	}
	return w.words.Label("confirmation", a.Matter)
}

// saysOf gives what would be recorded, as its draft says it: who agrees must
// see the whole of it.
func (w work) saysOf(a desk.Awaited) []staff.Fact {
	var in struct {
		Draft struct {
			Date  string      `json:"date"`
			Place locale.Text `json:"place"`
			Actor locale.Text `json:"actor"`
			What  locale.Text `json:"what"`
			Note  locale.Text `json:"note"`
			By    locale.Text `json:"by"`
			Steps []casebook.ConfirmationDraft
			Other string                   `json:"other"`
			Cites []casebook.CitationDraft `json:"cites"`
		}
	}
	if err := json.Unmarshal([]byte(a.Draft), &in); err != nil {
		return nil
	}
	d := in.Draft
	var facts []staff.Fact
	if d.Other != "" {
		facts = append(facts, staff.Fact{Name: w.t("merging.with"), Text: d.Other})
	}
	if date, err := when.Parse(d.Date); err == nil && !date.IsZero() {
		facts = append(facts, staff.Fact{Name: w.field("date"), Date: date})
	}
	for _, f := range []staff.Fact{{Name: w.field("by"), Said: d.By}, {Name: w.field("place"), Said: d.Place}, {Name: w.field("actor"), Said: d.Actor}, {Name: w.field("what"), Said: d.What}, {Name: w.field("note"), Said: d.Note}} {
		if !f.Said.IsZero() {
			facts = append(facts, f)
		}
	}
	for _, c := range d.Cites {
		src, err := w.s.o.Desk.Source(w.ctx(), w.by, casebook.ID(c.Source))
		if c.Source == "" || err != nil {
			continue
		}
		text := w.sourceLabel(src.Source)
		if c.Quote != "" {
			text += ": “" + c.Quote + "”"
		}
		facts = append(facts, staff.Fact{Name: w.field("source"), Text: text})
	}
	return facts
}

// awaited finds what is to be decided, with the page that asks.
func (w work) awaited(key string, sure bool, do func(a *desk.Awaited, reason string) error) error {
	a, err := w.s.o.Desk.Awaited(w.ctx(), w.by, w.id())
	if err != nil {
		return err
	}
	what := []string{string(a.Ref) + " " + w.text(a.Called), w.matter(*a), w.t("second.asked_by", "who", a.AskedName)}
	var more templ.Component
	if a.Operation == "MergeCases" {
		for _, f := range w.saysOf(*a) {
			what = append(what, f.Name+": "+f.Text)
		}
		if key == "agree" && !a.Changed {
			if more, err = w.s.publicAfterMerge(w, a); err != nil {
				return err
			}
		}
	}
	return confirm(w, asked{title: w.t("second."+key) + ": " + w.matter(*a), lead: w.t("second." + key + "_lead"), button: w.t("second." + key), what: what, more: more,
		back: staff.ConfirmationsPath, sure: sure, do: func(reason string) error { return do(a, reason) }})
}

// agree records what another person asked for.
func (s *Server) agree(w work) error {
	return w.awaited("agree", true, func(a *desk.Awaited, _ string) error { return s.o.Desk.Agree(w.ctx(), w.by, a.ID) })
}

// decline says no, with a reason.
func (s *Server) decline(w work) error {
	return w.awaited("decline", false, func(a *desk.Awaited, reason string) error { return s.o.Desk.Decline(w.ctx(), w.by, a.ID, reason) })
}

// unask takes back what somebody asked for themselves.
func (s *Server) unask(w work) error {
	return w.awaited("retract", true, func(a *desk.Awaited, _ string) error { return s.o.Desk.Unask(w.ctx(), w.by, a.ID) })
}

// askAnew puts what was asked for on the case as it stands now.
func (s *Server) askAnew(w work) error {
	return w.awaited("again", true, func(a *desk.Awaited, _ string) error { return s.o.Desk.AskAnew(w.ctx(), w.by, a.ID) })
}

// sayWaits tells that something was not recorded yet, since it takes two.
func (w work) sayWaits(it bool) {
	if it && w.by.Role != access.System {
		w.say("warning", w.t("second.waits"))
	}
}
