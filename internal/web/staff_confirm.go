package web

import (
	"github.com/a-h/templ"

	"habeas/internal/casebook"
	"habeas/views/staff"
)

// asked is a page that asks before something is done, and for the reason.
type asked struct {
	title, lead, button, back string
	what                      []string // what it is about, in words
	behind                    []casebook.Behind
	sure                      bool            // it asks for no reason
	more                      templ.Component // what changes besides; nil: nothing to show
	version                   int             // of the row it removes; 0 when nobody can have changed it
	do                        func(reason string) error
	done                      string // where to go afterwards; empty: back
}

// because is the form of a reason.
type because struct {
	Reason string `form:"reason"`
}

// confirm asks, and does it when the form comes back.
func confirm(w work, a asked) error {
	return serve(w, sheet[because]{
		name: "confirm", title: a.title, button: a.button, back: a.back, version: a.version,
		fields: func(f *staff.Form) templ.Component {
			if a.sure && a.more != nil {
				return templ.Join(staff.SureFields(f, a.lead, a.what), a.more)
			}
			if a.sure {
				return templ.Join(staff.SureFields(f, a.lead, a.what), staff.StaysBehind(f.Page, a.behind, f.Back))
			}
			return staff.ReasonFields(f, a.lead, a.what)
		},
		save: func(in because) (string, error) {
			to := a.done
			if to == "" {
				to = a.back
			}
			return to, a.do(in.Reason)
		},
	})
}
