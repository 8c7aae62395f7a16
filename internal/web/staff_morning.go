package web

import (
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/store"
	"habeas/internal/when"
	"habeas/views/staff"
)

// morningRoutes are the first page of the desk, what is done to several cases
// at once, filters that somebody keeps, and tags.
func (s *Server) morningRoutes(d door) {
	d.page(staff.HomePath, s.morning, access.ReadCasebook)
	d.sheet(staff.BulkPath, s.bulk, access.ReadCasebook)
	d.page(staff.BulkPath+"/done", s.bulkDone, access.ReadCasebook)
	d.sheet(staff.FiltersPath+"/new", s.keepFilter, access.ReadCasebook)
	d.act(staff.FiltersPath+"/:id/remove", s.dropFilter, access.ReadCasebook)
	d.sheet(staff.CasesPath+"/:ref/tags", s.tagCase, access.EditCasebook)
}

// withKeys lets a page of the desk run the one script that its single letters
// need, and nothing else.
func (w work) withKeys(p staff.Page) staff.Page {
	w.Response().Header().Set("Content-Security-Policy", strings.Replace(policy, "script-src 'none'", "script-src 'self'", 1))
	p.Keys = true
	return p
}

// morning is where a day at the desk begins.
func (s *Server) morning(w work) error {
	mine := w.QueryParam("whose") == "mine"
	today := when.DayOf(s.o.Now())
	m, err := s.o.Desk.Morning(w.ctx(), w.by, today, mine)
	if err != nil {
		return err
	}
	p := w.withKeys(w.titled("desk"))
	page := staff.MorningPage{Mine: mine, Since: m.Since, Waiting: m.Waiting}
	for _, c := range m.Changes {
		page.Changes = append(page.Changes, staff.MorningLine{
			Ref: string(m.Cases[c.CaseID].Case.Ref), Name: w.text(m.Cases[c.CaseID].Called), Day: when.DayOf(c.At),
			What: c.By + " · " + w.t("op."+c.Last) + " · " + w.words.N("staff.morning.times", c.Times),
		})
	}
	for _, t := range m.Tasks {
		page.Tasks = append(page.Tasks, staff.DueTask{Ref: t.Case.Ref, What: t.Task.What, Due: p.Day(t.Task.Due), Late: today.After(t.Task.Due)})
	}
	for _, t := range m.Told {
		page.Told = append(page.Told, staff.Told{Ref: t.Case.Ref, Relative: t.Relative, Day: t.Since})
	}
	page.ForMe, page.Reviews = w.reviewLines(m.ForMe), staff.ReviewCounts(m.Reviews)
	for _, l := range m.Lists {
		list := staff.MorningList{Key: string(l.List), Total: l.Total}
		for _, line := range l.Lines {
			list.Lines = append(list.Lines, w.morningLine(p, m, line))
		}
		if l.List == casebook.WatchConflict {
			list.Lines, list.Total = append(list.Lines, w.looseLines(m.Loose)...), list.Total+m.LooseN
		}
		page.Lists = append(page.Lists, list)
	}
	for _, b := range m.Bands {
		page.Bands = append(page.Bands, staff.Choice{Value: staff.CasesPath + "?verified=" + strconv.Itoa(b.Days), Label: w.t("morning.band", "days", strconv.Itoa(b.Days), "n", strconv.Itoa(b.Cases))})
	}
	page.Bands = append(page.Bands, staff.Choice{Value: staff.CasesPath + "?verified=never", Label: w.t("morning.never", "n", strconv.Itoa(m.Never))})
	for _, f := range m.Filters {
		page.Filters = append(page.Filters, staff.SavedFilter{ID: string(f.ID), Name: f.Name, Query: f.Query})
	}
	if page.Unfinished, err = w.unfinishedDrafts(); err != nil {
		return err
	}
	return w.show(staff.Morning(p, page))
}

// morningLine says one line in words, with the way to mend it.
func (w work) morningLine(p staff.Page, m *desk.Morning, l store.WatchLine) staff.MorningLine {
	c := m.Cases[l.CaseID]
	line := staff.MorningLine{Ref: string(c.Case.Ref), Name: w.text(c.Called), Day: l.Day, Fix: staff.Mending(c.Case.Ref, l.Code, l.OnKind, l.OnID), FixText: w.t("mend")}
	switch l.List {
	case casebook.WatchVerify:
		line.Fix, line.FixText = staff.CasePath(c.Case.Ref, "edit"), w.t("morning.verify.fix")
		if l.Day.IsZero() {
			line.What = w.t("morning.never_verified")
		} else {
			line.What = w.words.N("staff.morning.days_ago", p.Today.Sub(l.Day))
		}
	case casebook.WatchAnnounced:
		line.FixText = w.t("morning.announced.fix")
		if !l.Day.IsZero() {
			line.What = w.words.N("staff.morning.days_ago", p.Today.Sub(l.Day))
		}
	case casebook.WatchAhead:
		line.Fix = ""
		if line.What = w.t("morning.ahead." + l.Code); l.OnKind == casebook.OnEvent {
			line.What = p.Label("event", l.Code)
		}
	case casebook.WatchAnniversary:
		line.What, line.Fix = w.words.N("staff.morning.years", years(l.Day, p.Today)), ""
	case casebook.WatchConflict:
		if line.What = w.t("morning.conflict." + l.Code); l.Field != "" {
			line.What = w.differs(l.OnKind, l.Field, l.Code)
			line.Fix, line.FixText = staff.FieldsPath(casebook.Subject{Kind: l.OnKind, ID: l.OnID}, l.Field), w.t("morning.settle")
		} else if other := m.Others[l.OnID]; other != "" {
			line.What = w.t("morning.conflict.overlap_with", "ref", string(other))
		}
	case casebook.WatchConsent:
		line.FixText, line.Fix = w.t("open"), staff.CasePath(c.Case.Ref)+"#consents"
	default:
		line.What = w.text(l.Text)
	}
	return line
}

// looseLines says the conflicts about what is of no case.
func (w work) looseLines(all []desk.LooseConflict) []staff.MorningLine {
	var lines []staff.MorningLine
	for _, c := range all {
		on := c.Claim.Subject()
		lines = append(lines, staff.MorningLine{
			To: w.ownPage(on, ""), Name: w.calledName(c.Called), Day: when.DayOf(c.Claim.CreatedAt),
			What: w.differs(on.Kind, c.Field.Name, c.Reason), Fix: staff.FieldsPath(on, c.Field.Name), FixText: w.t("morning.settle"),
		})
	}
	return lines
}

// differs says of which field sources tell something else, and why it is asked.
func (w work) differs(kind casebook.SubjectKind, field, reason string) string {
	return w.t("kind."+string(kind)) + ", " + w.words.Label("claim_field", field) + ": " + w.words.Label("rival", reason)
}

// years gives how many years lie between a day and its next anniversary.
func years(day, today when.Day) int {
	n := today.Time().Year() - day.Time().Year()
	if today.String()[5:] > day.String()[5:] && today.String()[5:] > "12-24" { // the anniversary is in the new year
		n++
	}
	return n
}

// asBulk reads what is asked for from the address or the form.
func asBulk(v url.Values) desk.Bulk {
	b := desk.Bulk{Do: v.Get("do"), To: casebook.ID(v.Get("to")), Tag: v.Get("tag"), Reason: v.Get("reason")}
	for _, ref := range v["ref"] {
		b.Refs = append(b.Refs, casebook.Ref(strings.ToUpper(ref)))
	}
	return b
}

// bulk says what would be done to several cases and what would be refused; and
// does it when the form comes back.
func (s *Server) bulk(w work) error {
	if w.form != nil {
		return s.doBulk(w)
	}
	asked := asBulk(w.QueryParams())
	f, err := w.newForm("bulk", w.t("bulk.title."+known(asked.Do)), "", staff.CasesPath)
	if err != nil {
		return err
	}
	f.Values = w.QueryParams()
	page := staff.BulkPage{Form: f}
	if len(asked.Refs) > 0 {
		lines, err := s.o.Desk.PreviewBulk(w.ctx(), w.by, asked)
		var wrong *fault.Error
		if errors.As(err, &wrong) && wrong.Code == fault.Invalid {
			f.Message, f.Errors = wrong.Message, wrong.Fields
		} else if err != nil {
			return err
		}
		page.Lines = w.bulkLines(lines)
	}
	for _, l := range page.Lines {
		if len(l.Refused) == 0 {
			page.Fine++
		}
	}
	return w.show(staff.Bulk(f.Page, page))
}

// known keeps what somebody made up out of the key of a sentence.
func known(do string) string {
	switch do {
	case desk.BulkAssign, desk.BulkTag, desk.BulkUntag, desk.BulkReview, desk.BulkPublish:
		return do
	}
	return "any"
}

func (w work) bulkLines(lines []desk.BulkLine) []staff.BulkLine {
	var all []staff.BulkLine
	for _, l := range lines {
		line := staff.BulkLine{Ref: string(l.Ref), Name: w.text(l.Called)}
		if l.Refused != nil {
			line.Refused = append(line.Refused, w.words.Fault(l.Refused.Message))
			line.Refused = append(line.Refused, w.words.Faults(l.Refused.Fixes)...)
		}
		all = append(all, line)
	}
	return all
}

// sessionBulk keeps what was done, for the page that says so.
const sessionBulk = "bulk"

// doBulk does it, case by case, and goes on to the page that says what became
// of each.
func (s *Server) doBulk(w work) error {
	lines, err := s.o.Desk.DoBulk(w.ctx(), w.by, asBulk(w.form))
	if err != nil {
		return err
	}
	body, err := json.Marshal(w.bulkLines(lines))
	if err != nil {
		return err
	}
	s.staff.sessions.Put(w.ctx(), sessionBulk, string(body))
	return w.goTo(staff.BulkPath + "/done")
}

// bulkDone says what became of each case.
func (s *Server) bulkDone(w work) error {
	f, err := w.newForm("bulk", w.t("bulk.title.done"), "", staff.CasesPath)
	if err != nil {
		return err
	}
	page := staff.BulkPage{Form: f, Done: true}
	if body := s.staff.sessions.GetString(w.ctx(), sessionBulk); body != "" {
		if err := json.Unmarshal([]byte(body), &page.Lines); err != nil {
			return err
		}
	}
	for _, l := range page.Lines {
		if len(l.Refused) == 0 {
			page.Fine++
		}
	}
	return w.show(staff.Bulk(f.Page, page))
}

// keptFilter is the form of a filter's name.
type keptFilter struct {
	Name  string `form:"filter_name"`
	Query string `form:"query"`
}

// narrowing are what the list of cases can be narrowed by.
var narrowing = []string{"q", "publication", "whose", "tag", "verified"}

// queryOf gives the query of the list of cases with what narrows it and
// nothing else.
func queryOf(v url.Values) string {
	kept := url.Values{}
	for _, name := range narrowing {
		if value := v.Get(name); value != "" {
			kept.Set(name, value)
		}
	}
	return kept.Encode()
}

// keepFilter keeps what the list of cases is narrowed by under a name.
func (s *Server) keepFilter(w work) error {
	return serve(w, sheet[keptFilter]{
		name: "filter", title: w.t("filters.keep"), back: staff.HomePath, draft: keptFilter{Query: queryOf(w.QueryParams())},
		fields: func(f *staff.Form) templ.Component { return staff.FilterFields(f) },
		save: func(in keptFilter) (string, error) {
			v, err := url.ParseQuery(in.Query)
			if err != nil {
				return "", fault.Field("filter_name", "This filter is too long to be kept.")
			}
			return staff.HomePath, s.o.Desk.KeepFilter(w.ctx(), w.by, in.Name, queryOf(v))
		},
	})
}

// dropFilter takes one of one's own filters away.
func (s *Server) dropFilter(w work) error {
	if err := s.o.Desk.DropFilter(w.ctx(), w.by, w.id()); err != nil {
		return err
	}
	return w.goTo(staff.HomePath)
}

// tagged is the form of the words on a case.
type tagged struct {
	Tags string `form:"tags"`
}

// tagCase says by which words staff find a case.
func (s *Server) tagCase(w work) error {
	f, err := s.o.Desk.File(w.ctx(), w.by, w.ref())
	if err != nil {
		return err
	}
	on, _, err := s.o.Desk.Tags(w.ctx(), w.by, f.Case.ID)
	if err != nil {
		return err
	}
	return serve(w, sheet[tagged]{
		name: "tags", title: w.t("tags_of", "ref", string(f.Case.Ref)), back: staff.CasePath(f.Case.Ref), draft: tagged{strings.Join(on, ", ")},
		fields: func(f *staff.Form) templ.Component { return staff.TagFields(f) },
		save: func(in tagged) (string, error) {
			var tags []string
			for tag := range strings.SplitSeq(in.Tags, ",") {
				if strings.TrimSpace(tag) != "" {
					tags = append(tags, tag)
				}
			}
			return staff.CasePath(f.Case.Ref), s.o.Desk.SetTags(w.ctx(), w.by, f.Case.Ref, tags)
		},
	})
}
