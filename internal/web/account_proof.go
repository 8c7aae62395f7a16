package web

import (
	"errors"
	"net/http"
	"slices"
	"time"

	"habeas/internal/fault"
	"habeas/views/staff"
)

// provedFor is how long it is taken for granted that whoever uses a session is
// its owner, where a mistake cannot be taken back.
const provedFor = 5 * time.Minute

// Fields of the page that asks somebody to prove themselves once more. They
// come back to the address that was asked for, with what was typed there.
const proofField = "proof"

// reauthenticated lets somebody do what cannot be taken back only when they
// proved who they are within the last five minutes: by password, by code or by
// passkey. Otherwise it asks, keeping what was typed on the page, and then
// shows the same form with all of it. It stands on the line of the route.
func (s *Server) reauthenticated(h func(w work) error) func(w work) error {
	return func(w work) error {
		switch {
		case w.form.Has(proofField):
			return s.takeProof(w, h)
		case s.provedLately(w):
			return h(w)
		}
		return s.askProof(w, http.StatusOK, keep(w.form), nil)
	}
}

func (s *Server) provedLately(w work) bool {
	at := time.Unix(s.staff.sessions.GetInt64(w.ctx(), sessionProved), 0)
	return s.o.Now().Sub(at) < provedFor
}

// askProof shows the page that asks, with what was typed in it.
func (s *Server) askProof(w work, status int, kept []staff.Kept, wrong *fault.Error) error {
	p := staff.Proof{Action: w.Request().URL.RequestURI(), Back: w.back(staff.HomePath)}
	for _, f := range carried(kept) {
		p.Kept = append(p.Kept, staff.Kept(f))
	}
	if wrong != nil {
		p.Message = w.words.Fault(wrong.Message)
	}
	if s.staff.passkeys != nil {
		q, err := s.staff.passkeys.Ask()
		if err != nil {
			return err
		}
		p.Ask, p.Ticket = string(q.Ask), s.ticket(w.sessionSecret(), q.Check)
		allowScript(w)
	}
	return render(w, status, staff.ProofPage(w.titled("proof"), p))
}

// takeProof checks a proof and goes on to where somebody was.
func (s *Server) takeProof(w work, h func(w work) error) error {
	kept := brought(w.form)
	err := s.prove(w)
	var wrong *fault.Error
	switch {
	case errors.As(err, &wrong) && wrong.Code == fault.Invalid:
		return s.askProof(w, http.StatusUnprocessableEntity, kept, wrong)
	case errors.As(err, &wrong) && wrong.Code == fault.Limited:
		return s.askProof(w, http.StatusTooManyRequests, kept, wrong)
	case err != nil:
		return err
	}
	s.staff.sessions.Put(w.ctx(), sessionProved, s.o.Now().Unix())
	if !slices.ContainsFunc(kept, isTyped) {
		return w.goTo(w.Request().URL.RequestURI())
	}
	w.form = map[string][]string{"more": {"-"}} // shows the form without saving it
	for _, f := range kept {
		w.form.Add(f.Name, f.Value)
	}
	return h(w)
}

// prove checks the password, the code or the passkey of whoever is signed in.
func (s *Server) prove(w work) error {
	if w.form.Get("answer") == "" {
		return s.o.Desk.Prove(w.ctx(), w.by, w.form.Get("password"), w.form.Get("code"), s.o.Attempts)
	}
	check, err := s.openTicket(w.sessionSecret(), w.form.Get("ticket"))
	if err != nil {
		return err
	}
	entry, err := s.o.Desk.SignInByPasskey(w.ctx(), s.staff.passkeys, check, []byte(w.form.Get("answer")), s.staff.once, s.o.Attempts)
	if err == nil && entry.Actor.ID != w.by.ID {
		return fault.New(fault.Invalid, "This is the passkey of another account. Use one of your own.")
	}
	return err
}
