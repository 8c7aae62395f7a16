package desk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/fault"
	"habeas/internal/public"
	"habeas/internal/store"
)

// errRehearsed ends a transaction whose writes were only for looking at.
var errRehearsed = errors.New("desk: this was a rehearsal")

// rehearsal is what a publication would show, as one text and its fingerprint.
type rehearsal struct {
	state       casebook.Publication // before it
	now         time.Time
	shown       []public.Publication // without what publishing itself stamps on them
	documents   []byte
	fingerprint string
}

// rehearse publishes a subject, looks at what the public would read, and takes
// everything back: nobody keeps a second way of telling what a publication
// shows, which could come to say something else than the first.
func (d *Desk) rehearse(ctx context.Context, by access.Actor, on casebook.Subject) (r rehearsal, err error) {
	err = d.do(ctx, by, access.ReadCasebook, "Rehearse", func(a *act) error {
		if err := a.inHistoryOf(on); err != nil {
			return err
		}
		state, err := a.publicationOf(on)
		if err != nil {
			return err
		}
		if r.state, r.now = state, a.Now; state == casebook.Published {
			a.reason = "a rehearsal"
		}
		if err := a.show(on); err != nil {
			return err
		}
		if r, err = rehearsed(a.shown); err != nil {
			return err
		}
		r.state, r.now = state, a.Now
		return errRehearsed
	})
	return r, unlessRehearsed(err)
}

// unlessRehearsed gives nil for the end of a rehearsal.
func unlessRehearsed(err error) error {
	if errors.Is(err, errRehearsed) {
		return nil
	}
	return err
}

// rehearsed strips what publishing itself stamps on documents and takes their
// fingerprint.
func rehearsed(shown []public.Publication) (rehearsal, error) {
	r := rehearsal{shown: make([]public.Publication, len(shown))}
	for i, p := range shown {
		body, err := unstamped(p.Document)
		if err != nil {
			return r, err
		}
		r.shown[i] = public.Publication{Kind: p.Kind, Key: p.Key, Document: body}
	}
	var err error
	if r.documents, err = json.Marshal(r.shown); err != nil {
		return r, err
	}
	sum := sha256.Sum256(r.documents)
	r.fingerprint = hex.EncodeToString(sum[:])
	return r, nil
}

// stamps are the fields that publishing sets on a document.
var stamps = []string{"published_at", "updated_at", "version"}

// unstamped gives a document without its stamps, its fields in order.
func unstamped(document []byte) ([]byte, error) {
	fields, err := fieldsOf(document)
	if err != nil {
		return nil, err
	}
	for _, name := range stamps {
		delete(fields, name)
	}
	return json.Marshal(fields)
}

// sayTheSame reports whether a document says what another one does, but for
// what publishing itself stamps on them.
func sayTheSame(document []byte, other any) (bool, error) {
	body, err := json.Marshal(other)
	if err != nil {
		return false, err
	}
	was, err := unstamped(document)
	if err != nil {
		return false, err
	}
	now, err := unstamped(body)
	return bytes.Equal(was, now), err
}

// stampedAs gives a document with the stamps of another one, or with those of
// a first publication now, so that two versions differ in what they say only.
func stampedAs(document, like []byte, now time.Time) ([]byte, error) {
	fields, err := fieldsOf(document)
	if err != nil {
		return nil, err
	}
	from := map[string]json.RawMessage{}
	if like != nil {
		if from, err = fieldsOf(like); err != nil {
			return nil, err
		}
	}
	instant, err := json.Marshal(now)
	if err != nil {
		return nil, err
	}
	first := map[string]json.RawMessage{"published_at": instant, "updated_at": instant, "version": json.RawMessage("1")}
	for _, name := range stamps {
		if value, ok := from[name]; ok {
			fields[name] = value
		} else if like == nil {
			fields[name] = first[name]
		}
	}
	return json.Marshal(fields)
}

// fieldsOf reads the fields of a document, each as it stands.
func fieldsOf(document []byte) (map[string]json.RawMessage, error) {
	fields := map[string]json.RawMessage{}
	err := json.NewDecoder(bytes.NewReader(document)).Decode(&fields)
	return fields, err
}

// show publishes, unless it was withdrawn for good.
func (a *act) show(on casebook.Subject) error {
	state, err := a.publicationOf(on)
	if err != nil {
		return err
	}
	if state == casebook.Merged {
		return mergedAway()
	}
	if state == casebook.Withdrawn {
		return fault.New(fault.Conflict, "This was withdrawn for good and does not come back. If there is a new ground for telling of it, open it anew.")
	}
	return a.publish(on)
}

// Enqueue writes to the outbox and remembers what, for those who ask first
// what an operation would do. It keeps which sources and places the document
// names, and notes those that it names no longer for [act.sweep].
func (a *act) Enqueue(p store.Publication) (int64, error) {
	a.sent = append(a.sent, public.Publication(p))
	if err := a.mentions(p); err != nil {
		return 0, err
	}
	return a.Tx.Enqueue(p)
}

// mentions keeps which sources and places a document names.
func (a *act) mentions(p store.Publication) error {
	mentions, err := public.MentionsIn(p.Document)
	if err != nil {
		return err
	}
	now := make([]store.Spot, len(mentions))
	for i, m := range mentions {
		now[i] = store.Spot(m)
	}
	lost, err := a.KeepMentions(store.Spot{Kind: p.Kind, Key: p.Key}, now)
	a.lost = append(a.lost, lost...)
	return err
}

// embargoOver refuses to show a case before its day.
func (a *act) embargoOver(on casebook.Subject, at time.Time) error {
	if on.Kind != casebook.OnCase {
		return nil
	}
	c, err := store.Get[casebook.Case](a.ctx, a.Tx, on.ID)
	if err != nil {
		return err
	}
	if !c.EmbargoUntil.After(dayOf(at)) {
		return nil
	}
	return fault.New(fault.Invalid, "This case cannot be published yet.").Fix("This case is under embargo until %s.", c.EmbargoUntil)
}
