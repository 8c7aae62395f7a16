package casebook

import (
	"slices"
	"strconv"

	"habeas/internal/locale"
)

func numbered(list string, i int) string { return list + "." + strconv.Itoa(i) + "." }

// ReleaseEventDraft is what may be set of a release event.
type ReleaseEventDraft struct {
	Country     string           `form:"country" json:"country"`
	Date        string           `form:"date" json:"date"`
	Title       locale.Text      `form:"title" json:"title"`
	Announced   locale.Text      `form:"announced" json:"announced"`
	AnnouncedBy locale.Text      `form:"announced_by" json:"announced_by"`
	Summary     locale.Text      `form:"summary" json:"summary"`
	Mechanisms  []MechanismDraft `form:"mechanisms" json:"mechanisms"`
	Cites       []CitationDraft  `form:"cites" json:"cites"`
}

// MechanismDraft is how a release came about, by one party's account.
type MechanismDraft struct {
	Mechanism string          `form:"mechanism" json:"mechanism"`
	Claimant  locale.Text     `form:"claimant" json:"claimant"`
	Note      locale.Text     `form:"note" json:"note"`
	Cites     []CitationDraft `form:"cites" json:"cites"`
}

// ReleaseEvent checks the draft and gives its row and its mechanisms.
func (d ReleaseEventDraft) ReleaseEvent() (ReleaseEvent, []MechanismClaim, error) {
	c := newChecker()
	row := ReleaseEvent{
		Country:     c.country("country", d.Country, true),
		Date:        c.date("date", d.Date),
		Title:       c.text("title", d.Title, maxLine),
		Announced:   c.text("announced", d.Announced, maxProse),
		AnnouncedBy: c.text("announced_by", d.AnnouncedBy, maxLine),
		Summary:     c.text("summary", d.Summary, maxProse),
	}
	c.needText("title", row.Title, "Give it a title that says what happened, like “Releases of 8 January 2026”.")
	c.cites(d.Cites)
	var ms []MechanismClaim
	for i, m := range d.Mechanisms {
		if m.Mechanism == "" {
			continue
		}
		ms = append(ms, m.mechanism(c, numbered("mechanisms", i)))
	}
	return row, ms, c.fault()
}

// Claim checks the draft of one account and gives its row.
func (d MechanismDraft) Claim() (MechanismClaim, error) {
	c := newChecker()
	m := d.mechanism(c, "")
	c.cites(d.Cites)
	return m, c.fault()
}

func (d MechanismDraft) mechanism(c *checker, prefix string) MechanismClaim {
	return MechanismClaim{
		Mechanism: Mechanism(c.needCode(prefix+"mechanism", "mechanism", d.Mechanism, "Choose how they came free, or “not stated”.")),
		Claimant:  c.text(prefix+"claimant", d.Claimant, maxLine),
		Note:      c.text(prefix+"note", d.Note, maxLine),
	}
}

// ReleaseDraft is one case's part in a release event.
type ReleaseDraft struct {
	Event      string              `form:"event" json:"event"` // id of the release event
	Case       string              `form:"case" json:"case"`   // ref
	Exit       string              `form:"exit" json:"exit"`
	Note       locale.Text         `form:"note" json:"note"`
	Steps      []ConfirmationDraft `form:"steps" json:"steps"`
	Conditions []ConditionDraft    `form:"conditions" json:"conditions"`
	Cites      []CitationDraft     `form:"cites" json:"cites"`
}

// ConfirmationDraft is one rung reached.
type ConfirmationDraft struct {
	Step  string          `form:"step" json:"step"`
	Date  string          `form:"date" json:"date"`
	By    locale.Text     `form:"by" json:"by"`
	Cites []CitationDraft `form:"cites" json:"cites"`
}

// ConditionDraft is one condition.
type ConditionDraft struct {
	Kind      string          `form:"kind" json:"kind"`
	Detail    locale.Text     `form:"detail" json:"detail"`
	From      string          `form:"from" json:"from"`
	Until     string          `form:"until" json:"until"`
	ImposedBy locale.Text     `form:"imposed_by" json:"imposed_by"`
	Cites     []CitationDraft `form:"cites" json:"cites"`
}

// Release checks the draft and gives its row with the steps and conditions;
// lines without a step or a kind are blank lines of the form and left out.
func (d ReleaseDraft) Release() (Release, []Confirmation, []Condition, error) {
	c := newChecker()
	row := Release{
		Exit: Exit(c.code("exit", "exit", d.Exit, "released")),
		Note: c.text("note", d.Note, maxProse),
	}
	if d.Case == "" {
		c.say("case", "Give the reference of the case, like VE-2026-0042.")
	}
	var steps []Confirmation
	for i, s := range d.Steps {
		if s.Step != "" {
			steps = append(steps, s.confirmation(c, numbered("steps", i)))
		}
	}
	var conditions []Condition
	for i, k := range d.Conditions {
		if k.Kind != "" {
			conditions = append(conditions, k.condition(c, numbered("conditions", i)))
		}
	}
	c.cites(d.Cites)
	return row, steps, conditions, c.fault()
}

// Parted gives the draft without the rungs that take a second person, and
// those rungs. Errors keep the numbers of their lines: a rung that is taken
// out leaves a blank line. A rung without a source of its own rests on those
// of the release.
func (d ReleaseDraft) Parted() (now ReleaseDraft, later []ConfirmationDraft) {
	now = d
	now.Steps = slices.Clone(d.Steps)
	for i, s := range d.Steps {
		if Step(s.Step).Grave() {
			later, now.Steps[i] = append(later, s), ConfirmationDraft{}
		}
	}
	return now, later
}

// NeedsSecond reports whether any of it waits for a second person.
func (d ReleaseDraft) NeedsSecond() bool {
	_, later := d.Parted()
	return len(later) > 0 || Exit(d.Exit).Grave()
}

// Confirmation checks the draft and gives its row.
func (d ConfirmationDraft) Confirmation() (Confirmation, error) {
	c := newChecker()
	row := d.confirmation(c, "")
	c.cites(d.Cites)
	return row, c.fault()
}

func (d ConfirmationDraft) confirmation(c *checker, prefix string) Confirmation {
	row := Confirmation{
		Step: Step(c.needCode(prefix+"step", "confirmation", d.Step, "Choose how far it is confirmed.")),
		Date: c.date(prefix+"date", d.Date),
		By:   c.text(prefix+"by", d.By, maxLine),
	}
	c.needText(prefix+"by", row.By, "Say who confirms it: “his lawyer”, “the Foreign Ministry”, “us, by telephone”.")
	return row
}

// Condition checks the draft and gives its row.
func (d ConditionDraft) Condition() (Condition, error) {
	c := newChecker()
	row := d.condition(c, "")
	c.cites(d.Cites)
	return row, c.fault()
}

func (d ConditionDraft) condition(c *checker, prefix string) Condition {
	return Condition{
		Kind:      ConditionKind(c.needCode(prefix+"kind", "condition", d.Kind, "Choose the condition.")),
		Detail:    c.text(prefix+"detail", d.Detail, maxLine),
		From:      c.date(prefix+"from", d.From),
		Until:     c.date(prefix+"until", d.Until),
		ImposedBy: c.text(prefix+"imposed_by", d.ImposedBy, maxLine),
	}
}
