//go:build browser

package browsertest

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Chromium is one running browser. Its tabs know nothing of each other: each
// has cookies and storage of its own, as on machines of different people.
type Chromium struct{ ctx context.Context }

// Limit is how long one test may use a tab. It is meant for a test that hangs,
// not for one that is slow: a loaded machine takes three times as long.
const Limit = 10 * time.Minute

// Start starts Debian's chromium for as long as ctx lasts, with its files in a
// folder that the caller removes.
func Start(ctx context.Context, folder string) (*Chromium, error) {
	path, err := exec.LookPath("chromium")
	if err != nil {
		return nil, errors.New("chromium is not installed; `make browser` installs it")
	}
	ctx, _ = chromedp.NewExecAllocator(ctx,
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.NoFirstRun, chromedp.UserDataDir(folder), chromedp.WindowSize(1280, 900),
		chromedp.Flag("headless", true), chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("disable-dev-shm-usage", true),
		// A tab that another one covers goes on as if it were in front.
		chromedp.Flag("disable-background-timer-throttling", true), chromedp.Flag("disable-backgrounding-occluded-windows", true), chromedp.Flag("disable-renderer-backgrounding", true),
	)
	ctx, _ = chromedp.NewContext(ctx)
	if err := chromedp.Do(ctx); err != nil {
		return nil, fmt.Errorf("chromium does not start: %w", err)
	}
	return &Chromium{ctx}, nil
}

// Tab opens a tab of a desktop screen with cookies of its own. It is closed
// when the test ends.
func (c *Chromium) Tab(t testing.TB) context.Context {
	t.Helper()
	ctx, stop := chromedp.NewContext(c.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(stop)
	return ready(t, ctx)
}

// Beside opens a tab with the cookies of another one. Stop closes it earlier
// than the test ends.
func (c *Chromium) Beside(t testing.TB, tab context.Context) (ctx context.Context, stop func()) {
	t.Helper()
	ctx, stop = chromedp.NewContext(tab)
	t.Cleanup(stop)
	return ready(t, ctx), stop
}

// ready gives a tab its screen and the focus, which only one tab has by itself.
func ready(t testing.TB, ctx context.Context) context.Context {
	t.Helper()
	ctx, stop := context.WithTimeout(ctx, Limit)
	t.Cleanup(stop)
	if err := Screen(ctx, Desktop); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// Widths of screens, in CSS pixels.
const (
	Desktop = 1280
	Phone   = 360
)

// Screen gives a tab a screen of a width.
func Screen(ctx context.Context, width int64) error {
	return chromedp.Do(ctx, chromedp.EmulateViewport(width, 900))
}

// Scheme sets whether the reader likes pages "light" or "dark".
func Scheme(ctx context.Context, scheme string) error {
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	return err
}

// Scripts sets whether pages may run scripts.
func Scripts(ctx context.Context, on bool) error {
	_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
	return err
}
