//go:build browser

package browsertest_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

func TestAReaderFindsAPersonAndFollowsASource(t *testing.T) {
	b := open(t)
	asked := b.listen()
	b.visit("/").write("q", "lange james luckey").press(`//form[@role="search"]//button`)
	b.reads("James Luckey-Lange").follow("James Luckey-Lange")
	if got := b.text("h1"); !strings.Contains(got, "James Luckey-Lange") {
		t.Errorf("the heading is %q", got)
	}
	b.reads("In custody", "aunt")
	b.jump(`//main//ol//a[starts-with(@href, "#source-")]`)
	if !strings.Contains(b.where(), "#source-") {
		t.Errorf("a source number leads to %s", b.where())
	}
	b.press(`//*[starts-with(@id, "source-")]//a[starts-with(@href, "/sources/")]`)
	b.reads("What this record took from it")
	b.noTraces(asked())
}

func TestTheSameSiteInSpanish(t *testing.T) {
	b := open(t)
	b.visit("/cases").follow("Español")
	if !strings.HasPrefix(b.where(), "/es/cases") {
		t.Errorf("the switch of language leads to %s", b.where())
	}
	b.follow("James Luckey-Lange").reads("Bajo custodia")
	if lang := b.attribute("html", "lang"); lang != "es" {
		t.Errorf("lang is %q", lang)
	}
}

func TestAnEmptyListSaysHowToWidenIt(t *testing.T) {
	b := open(t)
	b.visit("/cases?q=nobodyatall&country=VE")
	b.reads("No case")
	b.press(`//main//a[starts-with(@href, "/cases")]`)
	if strings.Contains(b.where(), "nobodyatall") && strings.Contains(b.where(), "country") {
		t.Errorf("the way out leads back to %s", b.where())
	}
}

func TestTheKeyboardReachesTheContentFirst(t *testing.T) {
	b := open(t)
	b.visit("/cases")
	b.must(chromedp.Do(b.ctx, chromedp.KeyEvent("\t"), chromedp.KeyEvent("\r")))
	if !strings.Contains(b.where(), "#") {
		t.Errorf("the first key stop is not a link to the content: %s", b.where())
	}
}

// listen gathers the addresses that the browser asks for.
func (b *browser) listen() func() []string {
	b.must(chromedp.Listen(b.ctx, func(ev any) {
		if e, ok := ev.(*network.EventRequestWillBeSent); ok {
			b.asked = append(b.asked, e.Request.URL)
		}
	}))
	return func() []string { return b.asked }
}

// noTraces fails when a page set a cookie or asked anybody else for anything.
func (b *browser) noTraces(asked []string) {
	b.t.Helper()
	if len(asked) == 0 {
		b.t.Error("the browser asked for nothing; the test has lost its way")
	}
	home, err := url.Parse(b.home.base)
	b.must(err)
	for _, address := range asked {
		u, err := url.Parse(address)
		if err == nil && u.Scheme == "data" {
			continue // a picture of the browser's own, in a field for dates
		}
		if err != nil || u.Host != home.Host {
			b.t.Errorf("the page asks for %s", address)
		}
	}
	jar, err := chromedp.Call(b.ctx, storage.GetCookies, storage.GetCookiesParams{})
	b.must(err)
	for _, c := range jar.Cookies {
		b.t.Errorf("the page set the cookie %s", c.Name)
	}
}

func (b *browser) attribute(selector, name string) string {
	b.t.Helper()
	return look(b, selector, chromedp.AttributeValue(chromedp.CSS(selector), name)).Value
}
