//go:build browser

package browsertest_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"habeas/internal/browsertest"
)

// house is the real program on a data folder of its own, with the people who
// sign in to it.
type house struct {
	base     string
	password string
	second   string // of the account that agrees to what the first one asks for
	data     string
}

// shared is what the tests of this package begin with: the program itself, a
// browser, and one house with the demonstration in it, for tests that do not
// mind what others log there.
type shared struct {
	house
	binary   string
	chromium *browsertest.Chromium
}

var program shared

func TestMain(m *testing.M) {
	code, err := withProgram(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func withProgram(m *testing.M) (int, error) {
	folder, err := os.MkdirTemp("", "browsertest-")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(folder)
	program.binary = os.Getenv("HABEAS_BINARY") // a program that is built already
	if program.binary == "" {
		program.binary = filepath.Join(folder, "habeas")
		build := exec.Command("go", "build", "-o", program.binary, "../../cmd/habeas")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			return 1, fmt.Errorf("%w: %s", err, out)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	if program.chromium, err = browsertest.Start(ctx, filepath.Join(folder, "profile")); err != nil {
		return 1, err
	}
	program.data = filepath.Join(folder, "data")
	wait, err := program.serve(ctx, "--demo", "--addr", "127.0.0.1:0")
	if err != nil {
		return 1, err
	}
	code := m.Run()
	stop()
	wait()
	return code, nil
}

// serve starts the program on the data of a house, until ctx ends, and waits
// for its address and for what the demonstration prints.
func (h *house) serve(ctx context.Context, args ...string) (wait func(), err error) {
	server := exec.CommandContext(ctx, program.binary, append([]string{"serve", "--data", h.data, "--log-level", "warn"}, args...)...)
	server.Cancel = func() error { return server.Process.Signal(os.Interrupt) }
	server.Stderr = withoutKeys{os.Stderr}
	out, err := server.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := server.Start(); err != nil {
		return nil, err
	}
	return func() { _ = server.Wait() }, h.read(out)
}

// withoutKeys leaves out what every new data folder says about its master key.
type withoutKeys struct{ to io.Writer }

func (w withoutKeys) Write(line []byte) (int, error) {
	if strings.Contains(string(line), "master key") {
		return len(line), nil
	}
	return w.to.Write(line)
}

// read takes the address and the passwords from what the program prints.
func (h *house) read(out io.Reader) error {
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		line := lines.Text()
		if m := regexp.MustCompile(`as “demo” with the password (\S+)`).FindStringSubmatch(line); m != nil {
			h.password = m[1]
		}
		if m := regexp.MustCompile(`as “second” with the password (\S+)`).FindStringSubmatch(line); m != nil {
			h.second = m[1]
		}
		if _, base, found := strings.Cut(line, "open at "); found {
			h.base = base
			go io.Copy(io.Discard, out)
			return nil
		}
	}
	return fmt.Errorf("the program did not say where it is: %w", lines.Err())
}

// build starts a house for one test: empty, or with the demonstration when
// args say "--demo".
func build(t *testing.T, args ...string) *house {
	t.Helper()
	h := &house{data: filepath.Join(t.TempDir(), "data")}
	h.start(t, args...)
	return h
}

func (h *house) start(t *testing.T, args ...string) {
	t.Helper()
	wait, err := h.serve(t.Context(), append([]string{"--addr", "127.0.0.1:0"}, args...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(wait) // after the context of the test has ended
}

// browser is one tab with cookies of its own, scripts switched off.
type browser struct {
	t    *testing.T
	ctx  context.Context
	home *house
	// asked holds every address that the browser asked for.
	asked []string
}

// open gives a browser in front of the house that all tests share.
func open(t *testing.T) *browser {
	t.Helper()
	return program.house.open(t)
}

func (h *house) open(t *testing.T) *browser {
	t.Helper()
	b := &browser{t: t, ctx: program.chromium.Tab(t), home: h}
	b.scripts(false)
	_, err := chromedp.Call(b.ctx, network.Enable, network.EnableParams{})
	b.must(err)
	return b
}

// beside opens another tab of the same browser; close closes it.
func (b *browser) beside() (other *browser, close func()) {
	b.t.Helper()
	ctx, close := program.chromium.Beside(b.t, b.ctx)
	other = &browser{t: b.t, ctx: ctx, home: b.home}
	other.scripts(false)
	return other, close
}

func (b *browser) scripts(on bool) {
	b.t.Helper()
	b.must(browsertest.Scripts(b.ctx, on))
}

// scheme sets whether the reader likes pages light or dark.
func (b *browser) scheme(scheme string) {
	b.t.Helper()
	b.must(browsertest.Scheme(b.ctx, scheme))
}

func (b *browser) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// visit opens an address of the site.
func (b *browser) visit(path string) *browser {
	b.t.Helper()
	b.must(chromedp.Do(b.ctx, chromedp.Navigate(b.home.base+path)))
	return b
}

// follow clicks a link by its text and waits for the next page.
func (b *browser) follow(text string) *browser {
	b.t.Helper()
	return b.press(fmt.Sprintf("//a[contains(normalize-space(.), %q)]", text))
}

// press clicks what an XPath finds first and waits for the page behind it.
func (b *browser) press(xpath string) *browser {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	if err := settled(func() error {
		_, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.Search(xpath)))
		return err
	}); err != nil {
		b.t.Fatalf("pressing %s on %s: %v: %s", xpath, b.where(), err, b.text("main"))
	}
	return b
}

// patience is how long one step may take.
const patience = time.Minute

// jump clicks a link to another place of the same page.
func (b *browser) jump(xpath string) *browser {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	if err := settled(func() error { return chromedp.Do(ctx, chromedp.Click(chromedp.Search(xpath))) }); err != nil {
		b.t.Fatalf("jumping by %s on %s: %v", xpath, b.where(), err)
	}
	return b
}

// button presses a button by its text.
func (b *browser) button(text string) *browser {
	b.t.Helper()
	return b.press(fmt.Sprintf("//button[contains(normalize-space(.), %q)]", text))
}

// write types into the field with a name, over what stands there.
func (b *browser) write(field, text string) *browser {
	b.t.Helper()
	sel := chromedp.CSS(fmt.Sprintf("[name=%q]", field))
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	if err := settled(func() error {
		if err := chromedp.Do(ctx, chromedp.Focus(sel), chromedp.KeyEvent("a", chromedp.KeyModifiers(chromedp.ModifierCtrl)), chromedp.KeyEvent(kb.Delete)); err != nil {
			return err
		}
		_, err := chromedp.Call(ctx, input.InsertText, input.InsertTextParams{Text: text}) // as if pasted
		return err
	}); err != nil {
		b.t.Fatalf("writing into %s on %s: %v: %s", field, b.where(), err, b.text("main"))
	}
	return b
}

// choose picks a value of a list. The protocol sets it on the document, since
// setting it by script is what is switched off.
func (b *browser) choose(field, value string) *browser {
	b.t.Helper()
	list := fmt.Sprintf("select[name=%q]", field)
	had := look(b, list, chromedp.QueryNodeIDs(chromedp.CSS(list+" option[selected]"), chromedp.AtLeast(0)))
	if len(had) > 0 {
		b.must(chromedp.Do(b.ctx, chromedp.RemoveAttribute(chromedp.CSS(list+" option[selected]"), "selected")))
	}
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	if err := settled(func() error {
		return chromedp.Do(ctx, chromedp.SetAttributeValue(chromedp.CSS(fmt.Sprintf("%s option[value=%q]", list, value)), "selected", ""))
	}); err != nil {
		b.t.Fatalf("choosing %s in %s on %s: %v", value, field, b.where(), err)
	}
	return b
}

// tick sets a checkbox or a radio button.
func (b *browser) tick(field, value string) *browser {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, patience)
	defer stop()
	if err := settled(func() error {
		return chromedp.Do(ctx, chromedp.Click(chromedp.CSS(fmt.Sprintf("input[name=%q][value=%q]", field, value))))
	}); err != nil {
		b.t.Fatalf("ticking %s on %s: %v", field, b.where(), err)
	}
	return b
}

// reads fails unless the page says every text.
func (b *browser) reads(texts ...string) *browser {
	b.t.Helper()
	body := b.text("body")
	for _, text := range texts {
		if !strings.Contains(body, text) {
			b.t.Errorf("%s does not say %q", b.where(), text)
		}
	}
	return b
}

func (b *browser) text(selector string) string {
	b.t.Helper()
	return strings.Join(strings.Fields(look(b, selector, chromedp.TextContent(chromedp.CSS(selector)))), " ")
}

// look reads something of the page.
func look[T any](b *browser, what string, action chromedp.Action[T]) T {
	b.t.Helper()
	var got T
	err := settled(func() (err error) {
		got, err = chromedp.Run(b.ctx, action)
		return err
	})
	if err != nil {
		b.t.Fatalf("reading %s on %s: %v", what, b.where(), err)
	}
	return got
}

// settled takes a step again while the browser answers with an element of the
// page that was just left, for [patience] at most.
func settled(step func() error) error {
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		err := step()
		if err == nil || !strings.Contains(err.Error(), "No node with given id") || time.Now().After(end) {
			return err
		}
	}
}

// until waits for something that no page is loaded for.
func (b *browser) until(what string, is func() bool) {
	b.t.Helper()
	for end := time.Now().Add(patience); !is(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			b.t.Fatalf("on %s it never came to this: %s", b.where(), what)
		}
	}
}

func (b *browser) where() string {
	at, err := chromedp.Run(b.ctx, chromedp.Location())
	if err != nil {
		return "?"
	}
	return strings.TrimPrefix(at, b.home.base)
}

// fetch asks for an address without the browser.
func fetch(t *testing.T, path string) string {
	t.Helper()
	resp, err := http.Get(program.base + path)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// value reads what stands in a field.
func (b *browser) value(selector string) string {
	b.t.Helper()
	return look(b, selector, chromedp.Value(chromedp.CSS(selector)))
}

// html gives the page as the browser has it.
func (b *browser) html() string {
	b.t.Helper()
	return look(b, "the page", chromedp.OuterHTML(chromedp.CSS("html")))
}
