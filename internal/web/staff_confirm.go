package web

import (
	"github.com/a-h/templ"

	"habeas/views/staff"
)

// asked is a page that asks before something is done, and for the reason.
type asked struct {
	title, lead, button, back string
	what                      []string // what it is about, in words
	sure                      bool     // it asks for no reason
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
		name: "confirm", title: a.title, button: a.button, back: a.back,
		fields: func(f *staff.Form) templ.Component {
			if a.sure {
				return staff.SureFields(f, a.lead, a.what)
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
