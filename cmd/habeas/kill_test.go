package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"habeas/internal/config"
	"habeas/internal/store"
)

var (
	passwordSaid = regexp.MustCompile(`as “demo” with the password (\S+)`)
	csrfField    = regexp.MustCompile(`name="csrf" value="([^"]+)"`)
)

// TestAKilledServerLosesNoAcknowledgedSave kills the real program in the middle
// of saves, twice: every save that was answered with success is there when the
// file is opened again, and the history holds.
func TestAKilledServerLosesNoAcknowledgedSave(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	kept, password := []string{}, ""
	for round := range 2 {
		server, site, said := start(t, data)
		if said != "" {
			password = said
		}
		client := signedIn(t, site, password)
		timer := time.AfterFunc(time.Second, func() { _ = server.Process.Kill() })
		kept = append(kept, saveUntilGone(client, site, round)...)
		timer.Stop()
		_ = server.Wait()
	}
	if len(kept) < 4 {
		t.Fatalf("only %d saves were acknowledged; the test has lost its way", len(kept))
	}
	c := config.Config{Data: data}
	s, err := store.Open(t.Context(), c.CasebookFile(), store.Options{Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	past, err := s.Whole().Revisions(t.Context(), store.RevisionFilter{Limit: -1})
	if err != nil {
		t.Fatal(err)
	}
	in := map[string]bool{}
	for _, r := range past {
		in[r.Now] = true
	}
	lost := 0
	for _, title := range kept {
		if !in[title] {
			lost++
		}
	}
	head, found, err := s.Verify(t.Context())
	t.Logf("killed twice: %d saves acknowledged, %d lost; the history has %d entries and %d findings", len(kept), lost, head.Count, len(found))
	if lost > 0 || len(found) > 0 || err != nil {
		t.Errorf("%d saves lost, findings %v, %v", lost, found, err)
	}
}

// start runs the real program and gives its address, and the password it made.
func start(t *testing.T, data string) (server *exec.Cmd, site, password string) {
	t.Helper()
	server = exec.CommandContext(t.Context(), os.Args[0], "serve", "--demo", "--addr", "127.0.0.1:0", "--data", data)
	server.Args[0] = "habeas" // by this name the test's own binary is the program
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	server.Stderr = io.Discard
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if m := passwordSaid.FindStringSubmatch(lines.Text()); m != nil {
			password = m[1]
		}
		if _, at, found := strings.Cut(lines.Text(), "open at "); found {
			go io.Copy(io.Discard, out)
			return server, at, password
		}
	}
	t.Fatal("the program did not say where it is")
	return nil, "", ""
}

func signedIn(t *testing.T, site, password string) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar, Timeout: 5 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	token := tokenAt(t.Context(), client, site+"/account/sign-in")
	if status := send(t.Context(), client, site+"/account/sign-in", url.Values{"csrf": {token}, "name": {"demo"}, "password": {password}}); status != http.StatusSeeOther {
		t.Fatalf("signing in = %d", status)
	}
	return client
}

func tokenAt(ctx context.Context, client *http.Client, page string) string {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, page, nil)
	if err != nil {
		return ""
	}
	res, err := client.Do(req)
	if err != nil {
		return ""
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if m := csrfField.FindSubmatch(body); m != nil && err == nil {
		return string(m[1])
	}
	return ""
}

// send sends a form; 0 is no answer at all.
func send(ctx context.Context, client *http.Client, to string, form url.Values) int {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to, strings.NewReader(form.Encode()))
	if err != nil {
		return 0
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, err := client.Do(req)
	if err != nil {
		return 0
	}
	defer res.Body.Close()
	return res.StatusCode
}

// saveUntilGone adds sources until the server does not answer any more, and
// gives the titles of those that it acknowledged.
func saveUntilGone(client *http.Client, site string, round int) (kept []string) {
	ctx, form := context.Background(), site+"/staff/sources/new"
	token := tokenAt(ctx, client, form)
	for n := 0; ; n++ {
		title := fmt.Sprintf("Source %d of round %d", n, round)
		switch send(ctx, client, form, url.Values{"csrf": {token}, "title": {title}, "kind": {"news_article"}, "reliability": {"F"}, "visibility": {"staff"}}) {
		case http.StatusSeeOther:
			kept = append(kept, title)
		case 0:
			return kept
		default:
			return kept
		}
	}
}
