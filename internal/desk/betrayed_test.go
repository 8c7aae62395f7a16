package desk_test

import (
	"testing"

	"habeas/internal/casebook"
	"habeas/internal/fault"
)

// unnamed opens a case that may be published without the name of its person.
func (b *bench) unnamed(name, source string) casebook.Ref {
	b.t.Helper()
	ref := b.person(name, source)
	b.must(b.RecordConsent(b.ctx, editor, ref, casebook.ConsentDraft{Basis: "consent", GivenBy: "aunt", Scopes: []string{"publish_anonymously"}}))
	b.must(b.WithdrawConsent(b.ctx, editor, ref, b.file(ref).Consents[0].ID, "asked to"))
	return ref
}

// What nobody may read as a name is not read in a text, in a title, or in the
// reason of a correction either.
func TestAWithheldNameIsPublishedNowhere(t *testing.T) {
	t.Parallel()
	for name, told := range map[string]func(b *bench, ref casebook.Ref, src string) error{
		"in what happened": func(b *bench, ref casebook.Ref, _ string) error {
			b.retell(ref, "2025-12-08", "ANA RÓJAS was taken at night.")
			return b.Publish(b.ctx, editor, b.on(ref))
		},
		"in the title of a source": func(b *bench, ref casebook.Ref, src string) error {
			other := b.source("The case of Ana Rojas")
			b.must(b.CiteSource(b.ctx, editor, b.on(ref), cite(other)[0]))
			return b.Publish(b.ctx, editor, b.on(ref))
		},
		"in the reason of a correction": func(b *bench, ref casebook.Ref, src string) error {
			b.must(b.Publish(b.ctx, editor, b.on(ref)))
			b.retell(ref, "2025-12-07", "Taken at night.")
			_, err := b.RequestCorrection(b.ctx, editor, b.on(ref), "", "", &casebook.CorrectionDraft{
				Is: casebook.WasWrong, Why: en("The aunt of Rojas read it."), Source: src, Parts: []string{"timeline.0>timeline.0"},
			})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			src := b.source("An article")
			ref := b.unnamed("Ana Rojas", src)
			if err := told(b, ref, src); !fault.Is(err, fault.Invalid) {
				t.Errorf("it answers %v, want that it is refused", err)
			}
		})
	}
}

// A name that may be told may stand in the reason of a correction.
func TestAReasonMayTellANameThatIsPublished(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	src := b.source("An article")
	ref := b.person("Ana Rojas", src)
	b.must(b.Publish(b.ctx, editor, b.on(ref)))
	b.retell(ref, "2025-12-07", "Taken at night.")
	b.correct(ref, src, "The family of Ana Rojas read it.")
}
