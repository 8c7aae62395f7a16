package casebook

import "habeas/internal/locale"

// ManyReleasesDraft is one release of many cases: what holds for all of them
// is said once, and what binds one of them beside that, for that one.
type ManyReleasesDraft struct {
	Cases      []string         `form:"case" json:"case"` // refs
	Exit       string           `form:"exit" json:"exit"`
	Note       locale.Text      `form:"note" json:"note"` // the manner, in a sentence
	Step       string           `form:"step" json:"step"`
	Date       string           `form:"date" json:"date"`
	By         locale.Text      `form:"by" json:"by"`
	Conditions []ConditionDraft `form:"conditions" json:"conditions"`
	Own        []OwnCondition   `form:"own" json:"own"`
	Cites      []CitationDraft  `form:"cites" json:"cites"`
}

// OwnCondition is a condition of one of many.
type OwnCondition struct {
	Case   string `form:"case" json:"case"`
	Kind   string `form:"kind" json:"kind"`
	From   string `form:"from" json:"from"`
	Until  string `form:"until" json:"until"`
	Detail string `form:"detail" json:"detail"`
}

// MaxCases is how many cases one release of many takes at a time.
const MaxCases = 200

// Check looks over what holds for all, before any case is touched.
func (d ManyReleasesDraft) Check() error {
	c := newChecker()
	if len(d.Cases) == 0 {
		c.say("case", "Choose the cases: tick them, or paste their references or names.")
	}
	if len(d.Cases) > MaxCases {
		c.say("case", "One form takes up to %d cases. Record these in several goes.", MaxCases)
	}
	c.code("exit", "exit", d.Exit, "released")
	c.text("note", d.Note, maxProse)
	ConfirmationDraft{Step: d.Step, Date: d.Date, By: d.By}.confirmation(c, "")
	for i, k := range d.Conditions {
		if k.Kind != "" {
			k.condition(c, numbered("conditions", i))
		}
	}
	for i, k := range d.Own {
		if k.Kind != "" {
			k.draft().condition(c, numbered("own", i))
		}
	}
	c.cites(d.Cites)
	return c.fault()
}

func (o OwnCondition) draft() ConditionDraft {
	return ConditionDraft{Kind: o.Kind, From: o.From, Until: o.Until, Detail: locale.Text{En: o.Detail}}
}

// For gives what is recorded of one of the cases.
func (d ManyReleasesDraft) For(event ID, ref string) ReleaseDraft {
	one := ReleaseDraft{
		Event: string(event), Case: ref, Exit: d.Exit, Note: d.Note, Cites: d.Cites,
		Steps: []ConfirmationDraft{{Step: d.Step, Date: d.Date, By: d.By}},
	}
	one.Conditions = append(one.Conditions, d.Conditions...)
	for _, o := range d.Own {
		if o.Case == ref && o.Kind != "" {
			one.Conditions = append(one.Conditions, o.draft())
		}
	}
	return one
}
