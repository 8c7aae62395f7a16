package desk_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/desk"
	"habeas/internal/fault"
)

// family is a bench with one case and one relative who has a card.
type family struct {
	*bench
	ref  casebook.Ref
	card desk.Card
	now  time.Time
	door *access.Attempts
}

var mother = casebook.RelativeDraft{Who: "Rosa-the-mother", Checked: "she-rang-from-the-number-we-know", Language: "es"}

func newFamily(t *testing.T) *family {
	t.Helper()
	b, _ := newLocked(t)
	f := &family{bench: b, now: time.Now()}
	f.door = access.NewDoor(func() time.Time { return f.now })
	f.ref = b.person("Ana Ejemplo", b.source("An article"))
	var err error
	f.card, err = b.IssueCode(b.ctx, editor, f.ref, mother)
	b.must(err)
	return f
}

// enter comes by a card, as it is printed.
func (f *family) enter(card desk.Card) (access.Actor, error) {
	return f.OpenByCode(f.ctx, desk.Proof{Number: card.Number[:4] + " " + card.Number[4:], Secret: access.FamilyGroups(card.Secret)}, f.door)
}

func (f *family) entered() access.Actor {
	f.t.Helper()
	by, err := f.enter(f.card)
	f.must(err)
	return by
}

func (f *family) relative() casebook.Relative {
	f.t.Helper()
	return f.privateFile(f.ref).Relatives[0]
}

func TestARelativeReadsWhatIsSharedAndWritesBack(t *testing.T) {
	t.Parallel()
	f := newFamily(t)
	id := f.relative().ID
	f.must(f.ShareWithFamily(f.ctx, editor, f.ref, id, 0, casebook.SharedDraft{Told: "A lawyer saw her on Monday.", Next: "A hearing on Friday.", Liaison: "Carla", Reach: "+58 212 555 0100"}))
	by := f.entered()
	f.must(f.TellUs(f.ctx, by, casebook.MessageDraft{Text: "She needs her glasses."}))
	f.must(f.AnswerFamily(f.ctx, editor, f.ref, id, casebook.MessageDraft{Text: "We asked the lawyer to bring them."}))
	page, err := f.FamilyPage(f.ctx, by)
	f.must(err)
	if page.Ref != f.ref || page.Public || page.Shared == nil || page.Shared.Told != "A lawyer saw her on Monday." || page.Shared.Liaison != "Carla" {
		t.Errorf("the page is %+v, shared %+v", page, page.Shared)
	}
	if len(page.Messages) != 2 || !page.Messages[0].ByFamily || page.Messages[1].ByFamily || page.Messages[1].Text != "We asked the lawyer to bring them." {
		t.Errorf("messages: %+v", page.Messages)
	}
	waiting, err := f.FamilyWaiting(f.ctx, editor, 10)
	f.must(err)
	if len(waiting) != 1 || waiting[0].Case.Ref != f.ref || waiting[0].Relative != id {
		t.Errorf("waiting: %+v, want the one message", waiting)
	}
	told := f.relative().Messages[0]
	f.must(f.SettleTold(f.ctx, editor, f.ref, told.ID, told.Version, true))
	if waiting, err = f.FamilyWaiting(f.ctx, editor, 10); err != nil || len(waiting) != 0 {
		t.Errorf("waiting after it was dealt with: %+v, %v", waiting, err)
	}
}

// Whatever does not open says the same.
func TestEveryCodeThatDoesNotOpenSaysTheSame(t *testing.T) {
	t.Parallel()
	f := newFamily(t)
	ended, err := f.IssueCode(f.ctx, editor, f.ref, mother)
	f.must(err)
	f.must(f.EndCode(f.ctx, editor, f.ref, f.privateFile(f.ref).Relatives[1].ID))
	_, other := access.NewFamilyCode()
	wrong, unknown := f.card, f.card
	wrong.Secret, unknown.Number = other, "10000001"
	want := casebook.ErrNoSuchCode().Error()
	for name, card := range map[string]desk.Card{"a wrong secret": wrong, "an unknown number": unknown, "a code taken back": ended} {
		if _, err := f.enter(card); err == nil || err.Error() != want || !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
	f.entered() // the right one still opens
}

func TestACodeOpensNoLongerOnceItIsOldReplacedOrTakenBack(t *testing.T) {
	t.Parallel()
	f := newFamily(t)
	by := f.entered()
	r := f.relative()
	second, err := f.ReissueCode(f.ctx, editor, f.ref, r.ID, r.Version, mother)
	f.must(err)
	if _, err := f.enter(f.card); !fault.Is(err, fault.NotFound) {
		t.Errorf("the card before: %v, want that it opens nothing", err)
	}
	if _, err := f.enter(second); err != nil {
		t.Errorf("the new card: %v", err)
	}
	f.must(f.EndOwnCode(f.ctx, by))
	if _, err := f.FamilyPage(f.ctx, by); !fault.Is(err, fault.SignedOut) {
		t.Errorf("the page after it was ended: %v, want signed out", err)
	}
	if err := f.TellUs(f.ctx, by, casebook.MessageDraft{Text: "Too late."}); !fault.Is(err, fault.SignedOut) {
		t.Errorf("writing after it was ended: %v, want signed out", err)
	}
	if _, err := f.enter(second); !fault.Is(err, fault.NotFound) {
		t.Errorf("a card that its owner ended: %v, want that it opens nothing", err)
	}
	state := casebook.CodeState{Number: "12345678", Expires: f.card.Expires}
	if !state.Opens(f.card.Expires) || state.Opens(f.card.Expires.AddDays(1)) {
		t.Error("a code opens up to its last day, and on no later one")
	}
}

func TestAPassphraseStandsBesideTheSecret(t *testing.T) {
	t.Parallel()
	f := newFamily(t)
	by := f.entered()
	proof := desk.Proof{Number: f.card.Number, Secret: f.card.Secret}
	f.must(f.SetPassphrase(f.ctx, by, proof, "blue boat", f.door))
	if _, err := f.enter(f.card); !fault.Is(err, fault.NotFound) {
		t.Errorf("the card alone: %v, want that it opens nothing", err)
	}
	proof.Passphrase = "blue boat"
	if _, err := f.OpenByCode(f.ctx, proof, f.door); err != nil {
		t.Errorf("the card with its passphrase: %v", err)
	}
	f.must(f.SetPassphrase(f.ctx, by, proof, "", f.door))
	f.entered()
	if err := f.SetPassphrase(f.ctx, by, proof, "abc", f.door); !fault.Is(err, fault.Invalid) {
		t.Errorf("three letters: %v, want invalid", err)
	}
}

// The same number waits longer and longer, whether it was ever given or not,
// and nobody else does.
func TestGuessingOneNumberIsSlowAndHoldsUpNobodyElse(t *testing.T) {
	t.Parallel()
	f := newFamily(t)
	other, err := f.IssueCode(f.ctx, editor, f.ref, mother)
	f.must(err)
	tries := func(number string) (checked int) {
		for range 100_000 {
			_, guess := access.NewFamilyCode()
			card := f.card
			card.Number, card.Secret = number, guess
			switch _, err := f.enter(card); {
			case err == nil:
				t.Fatal("a guess opened")
			case !fault.Is(err, fault.Limited):
				checked++
			}
			f.now = f.now.Add(10 * time.Millisecond)
		}
		return checked
	}
	known, unknown := tries(f.card.Number), tries("10000001")
	if known != unknown || known > 20 {
		t.Errorf("of 100,000 tries in 1,000 seconds %d were checked for a number that was given and %d for one that was not; want the same, and few", known, unknown)
	}
	if _, err := f.enter(other); err != nil {
		t.Errorf("somebody else's card meanwhile: %v", err)
	}
	t.Logf("100,000 tries in 1,000 seconds: %d checked", known)
}

func TestARelativeReachesNothingElse(t *testing.T) {
	t.Parallel()
	f := newFamily(t)
	by := f.entered()
	for _, name := range f.operations() {
		if slices.Contains([]string{"FamilyPage", "TellUs", "EndOwnCode", "SetPassphrase", "BeginEnrolment", "ChangeOwn", "ChangePassword"}, name) {
			continue
		}
		if said := f.try(name, by); said == "yes" && f.try(name, access.Actor{}) != "yes" {
			t.Errorf("a relative may ask for %s", name)
		}
	}
	second := f.person("Bea Ejemplo", f.source("Another"))
	card, err := f.IssueCode(f.ctx, editor, second, mother)
	f.must(err)
	elsewhere, err := f.enter(card)
	f.must(err)
	f.must(f.TellUs(f.ctx, elsewhere, casebook.MessageDraft{Text: "About Bea."}))
	page, err := f.FamilyPage(f.ctx, by)
	f.must(err)
	if len(page.Messages) != 0 || page.Ref != f.ref {
		t.Errorf("one relative reads the other's page: %+v", page)
	}
}

func TestARelativeOfARestrictedCaseGetsIn(t *testing.T) {
	t.Parallel()
	f := newFamily(t)
	f.staff()
	f.must(f.RestrictCase(f.ctx, admin, f.ref, f.file(f.ref).Case.Version, true, "a threat"))
	by := f.entered()
	f.must(f.TellUs(f.ctx, by, casebook.MessageDraft{Text: "Thank you."}))
	if _, err := f.FamilyPage(f.ctx, by); err != nil {
		t.Error(err)
	}
}

func TestTooManyMessagesWaitForAnAnswer(t *testing.T) {
	t.Parallel()
	f := newFamily(t)
	by := f.entered()
	for i := range 20 {
		f.must(f.TellUs(f.ctx, by, casebook.MessageDraft{Text: fmt.Sprint("message ", i)}))
	}
	if err := f.TellUs(f.ctx, by, casebook.MessageDraft{Text: "one more"}); !fault.Is(err, fault.Invalid) {
		t.Errorf("the 21st: %v, want invalid", err)
	}
}

// What the family and staff wrote, who the relative is and the secret of the
// card stand in no file of the server, and an erased private file takes the
// codes along.
func TestNoFileTellsOfAFamily(t *testing.T) {
	t.Parallel()
	f := newFamily(t)
	by := f.entered()
	r := f.relative()
	f.must(f.TellUs(f.ctx, by, casebook.MessageDraft{Text: "words-of-the-mother"}))
	f.must(f.AnswerFamily(f.ctx, editor, f.ref, r.ID, casebook.MessageDraft{Text: "words-of-the-desk"}))
	f.must(f.ShareWithFamily(f.ctx, editor, f.ref, r.ID, 0, casebook.SharedDraft{Told: "told-to-her-alone", Liaison: "Carla-the-liaison"}))
	planted := []string{mother.Who, mother.Checked, f.card.Secret, access.FamilyGroups(f.card.Secret), "words-of-the-mother", "words-of-the-desk", "told-to-her-alone", "Carla-the-liaison"}
	f.must(filepath.WalkDir(f.folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		for _, p := range planted {
			if strings.Contains(string(body), p) {
				t.Errorf("%s holds %q", filepath.Base(path), p)
			}
		}
		return err
	}))
	f.must(f.ErasePrivateFile(f.ctx, editor, f.ref, "the family asked"))
	if _, err := f.enter(f.card); !fault.Is(err, fault.NotFound) {
		t.Errorf("a card of an erased file: %v, want that it opens nothing", err)
	}
}
