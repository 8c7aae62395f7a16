//go:build browser

package browsertest_test

import (
	"net"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"

	"habeas/internal/access"
)

const newcomers = "seven green boats at dawn"

// named starts a house that is reached by a name, as passkeys need it.
func named(t *testing.T) *house {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	l.Close()
	h := &house{data: filepath.Join(t.TempDir(), "data")}
	wait, err := h.serve(t.Context(), "--demo", "--addr", "127.0.0.1:"+port, "--base-url", "http://localhost:"+port)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(wait)
	return h
}

// invite makes an account at the desk and gives the path of its link.
func (b *browser) invite(name, display, role string) string {
	b.t.Helper()
	b.visit("/staff/accounts/new").write("name", name).write("display_name", display).choose("role", role).save()
	link := regexp.MustCompile(`/account/invitation/[A-Za-z0-9_-]{43}`).FindString(b.html())
	if link == "" {
		b.t.Fatalf("no link on %s: %s", b.where(), b.text("main"))
	}
	return link
}

// submit sends the one form of a page of the door.
func (b *browser) submit() *browser {
	b.t.Helper()
	return b.press(`//main//form[not(@hidden)]//button[@type="submit"][not(@tabindex)]`)
}

// thisStep is the present thirty seconds, by which apps count.
func thisStep() int64 { return access.Step(time.Now()) }

// Somebody accepts an invitation, sets up an app, signs in with a code of it,
// loses the phone and comes in with a recovery code; all without scripts.
func TestANewcomerSetsUpTheirAccountAndLosesTheirPhone(t *testing.T) {
	admin, b := open(t), open(t)
	signIn(admin)
	link := admin.invite("nora", "Nora Field", "editor")
	step := thisStep()
	secret, codes := b.accept(link, newcomers)
	if len(codes) != access.RecoveryCount {
		t.Fatalf("%d recovery codes are shown: %v", len(codes), codes)
	}
	b.visit("/account").reads("10 left", "this one")
	b.button("Sign out")
	in := func(code string) {
		b.visit("/account/sign-in").write("name", "nora").write("password", newcomers).write("code", code).submit()
	}
	in(access.CodeAt(secret, step))
	b.reads("do not belong together")
	in(access.CodeAt(secret, step+1)) // a clock may be thirty seconds ahead
	if !strings.HasPrefix(b.where(), "/staff") {
		t.Fatalf("signing in with a code leads to %s: %s", b.where(), b.text("main"))
	}
	b.button("Sign out")
	in(codes[4])
	b.reads("9 are left")
	b.button("Sign out")
	in(codes[4])
	b.reads("do not belong together") // it worked once
	admin.visit(link).reads("This link opens nothing")
}

// With scripts on, somebody makes a passkey in a virtual authenticator and
// signs in with it alone.
func TestAPasskeySignsInByItself(t *testing.T) {
	b := named(t).open(t)
	b.scripts(true)
	_, err := chromedp.Call(b.ctx, webauthn.Enable, webauthn.EnableParams{})
	b.must(err)
	_, err = chromedp.Call(b.ctx, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
		Protocol: "ctap2", Transport: "internal", HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true,
	}})
	b.must(err)
	signIn(b)
	b.visit("/account/passkeys/new").write("label", "laptop at the office").button("Make the passkey")
	b.reads("laptop at the office", "The passkey was added")
	b.button("Sign out")
	b.visit("/account/sign-in").button("Sign in with a passkey")
	if !strings.HasPrefix(b.where(), "/staff") {
		t.Fatalf("the passkey leads to %s: %s", b.where(), b.text("main"))
	}
	b.visit("/account/sign-in")
	if !strings.HasPrefix(b.where(), "/staff") {
		t.Errorf("the session did not begin: %s", b.where())
	}
}

// Whoever gets another role is signed out at once, everywhere, and comes back
// with what the new role may.
func TestANewRoleEndsEverySessionAtOnce(t *testing.T) {
	admin, desk, phone := open(t), open(t), open(t)
	signIn(admin)
	secret, codes := desk.accept(admin.invite("olga", "Olga Field", "editor"), newcomers)
	in := func(b *browser, code string) {
		b.visit("/account/sign-in").write("name", "olga").write("password", newcomers).write("code", code).submit()
	}
	in(phone, codes[0])
	for _, b := range []*browser{desk, phone} {
		if b.visit("/staff/cases/new"); b.where() != "/staff/cases/new" {
			t.Fatalf("an editor who opens a case is led to %s: %s", b.where(), b.text("main"))
		}
	}
	admin.visit("/staff/accounts/olga/role").choose("role", "reader").write("reason", "She changes to reading.").save()
	for _, b := range []*browser{desk, phone} {
		if b.visit("/staff/cases"); !strings.HasPrefix(b.where(), "/account/sign-in") {
			t.Errorf("a session of the old role still opens %s", b.where())
		}
	}
	in(desk, access.CodeAt(secret, thisStep()+1))
	desk.visit("/staff/cases").reads("Cases")
	if desk.visit("/staff/cases/new"); strings.Contains(desk.html(), `name="summary.en"`) {
		t.Error("a reader still opens cases")
	}
}
