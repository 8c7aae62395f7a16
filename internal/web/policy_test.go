package web_test

import (
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"habeas/internal/access"
	"habeas/internal/casebook"
	"habeas/internal/store"
	"habeas/internal/web"
)

var update = flag.Bool("update", false, "write the golden files anew")

const policyFile = "testdata/policy.md"

// standing is how the person who asks stands to every case of an office.
type standing string

// shutOut is the standing to a restricted case that one is not named on.
const shutOut standing = "restricted"

var standings = []standing{"own", "free", "other", shutOut}

// matrix is what the server answered: by address, role and standing.
type matrix struct {
	mu       sync.Mutex
	yes      map[string]map[access.Role]map[standing]bool
	asks     map[string]access.Permission // what stands on the line of the route
	order    []string
	requests int
	said     map[string][]string // by address, the cells of the file; nil while it is written anew
}

// The policy, as the running server decides it: every address is asked by
// every role in every standing, each in an office of its own, refused first. A
// change of who may do what is a change of the file, which people read.
func TestThePolicyIsWhatTheServerDoes(t *testing.T) {
	t.Parallel()
	m := &matrix{yes: map[string]map[access.Role]map[standing]bool{}}
	if !*update {
		m.said = readPolicy(t)
	}
	for _, r := range deskRoutes(things{}) {
		for _, method := range methodsOf(r) {
			if key := method + " " + r.pattern; method != http.MethodHead && !slices.Contains(m.order, key) {
				m.order = append(m.order, key)
				m.yes[key] = map[access.Role]map[standing]bool{}
			}
		}
	}
	t.Run("ask", func(t *testing.T) {
		for _, role := range access.Roles {
			for _, s := range standings {
				t.Run(string(role)+" "+string(s), func(t *testing.T) {
					t.Parallel()
					m.ask(t, role, s)
				})
			}
		}
	})
	if t.Failed() || m.requests < len(m.order)*len(access.Roles)*len(standings) {
		return // also when only some roles were asked to ask
	}
	got := m.table()
	if *update {
		must(t, os.WriteFile(policyFile, []byte(got), 0o644))
	}
	want, err := os.ReadFile(policyFile)
	must(t, err)
	for i, line := range strings.Split(got, "\n") {
		if known := strings.Split(string(want), "\n"); i >= len(known) || known[i] != line {
			t.Errorf("%s, line %d: the server does\n%s", policyFile, i+1, line)
		}
	}
	t.Logf("%s; %d requests", m.count(), m.requests)
}

// readPolicy gives the cells of every address in the file, in the order of
// access.Roles, so that an answer that differs is told at once.
func readPolicy(t *testing.T) map[string][]string {
	t.Helper()
	body, err := os.ReadFile(policyFile)
	must(t, err)
	said := map[string][]string{}
	for line := range strings.Lines(string(body)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "| "), " | ")
		if len(cells) == len(access.Roles)+2 {
			said[cells[0]] = cells[2:]
		}
	}
	return said
}

// says reports whether the file says yes to a role in a standing.
func (m *matrix) says(key string, role access.Role, s standing) bool {
	cells := m.said[key]
	if len(cells) == 0 {
		return false
	}
	cell := cells[slices.Index(access.Roles, role)]
	return cell == "yes" || slices.Contains(strings.Fields(cell), string(s))
}

// The line of each route says what the file says, and so do its lines in the
// table; that whoever may not is refused there, before anything is read.
func TestTheLineOfARouteAsksForWhatThePolicySays(t *testing.T) {
	t.Parallel()
	body, err := os.ReadFile(policyFile)
	must(t, err)
	asks := newOffice(t, "").web.Asks()
	for path, p := range asks {
		if !strings.Contains(string(body), " "+path+" | "+string(p)+" |") {
			t.Errorf("%s asks for %s, which %s does not say", path, p, policyFile)
		}
	}
	for _, status := range web.Refusals(access.EditCasebook, access.Actor{ID: "x", Role: access.Reader}) {
		if status != http.StatusForbidden {
			t.Errorf("an address that somebody may not use answers %d, want 403", status)
		}
	}
	if len(asks) < 80 {
		t.Errorf("only %d addresses ask for something", len(asks))
	}
}

// ask lets a role ask every address in one standing.
func (m *matrix) ask(t *testing.T, role access.Role, s standing) {
	o := newOffice(t, "")
	o.stand(role, s)
	m.mu.Lock()
	m.asks = o.web.Asks()
	m.mu.Unlock()
	p := o.signedIn(role)
	for _, r := range deskRoutes(o.has) {
		if slices.Contains(methodsOf(r), http.MethodGet) {
			got := o.again(p, role, func() answer { return p.get(r.path) })
			m.note(t, http.MethodGet, r, role, s, got)
			if s == "own" || s == shutOut {
				if head := p.head(r.path); head.status != got.status {
					t.Errorf("HEAD %s = %d, GET %d", r.pattern, head.status, got.status)
				}
			}
		}
		if r.form == nil {
			continue
		}
		if s == "own" {
			o.forge(t, p, role, r)
		}
		m.note(t, http.MethodPost, r, role, s, o.again(p, role, func() answer { return p.post(r.path, r.form) }))
	}
}

// forge sends the form of an address with a token that is not of the session.
func (o *office) forge(t *testing.T, p *person, role access.Role, r route) {
	t.Helper()
	forged := url.Values{"csrf": {"forged"}}
	for name, values := range r.form {
		forged[name] = values
	}
	got := o.again(p, role, func() answer { return p.send(r.path, forged) })
	if got.status != http.StatusForbidden && got.status != http.StatusUnauthorized {
		t.Errorf("POST %s with a forged token = %d, want 403", r.pattern, got.status)
	}
}

// again asks, and once more after signing in anew when the session had ended.
func (o *office) again(p *person, role access.Role, ask func() answer) answer {
	got := ask()
	if got.status == http.StatusUnauthorized || got.status == http.StatusSeeOther && strings.HasPrefix(got.location, "/account/sign-in") {
		if in := p.signIn(string(role), password); in.status != http.StatusSeeOther { // it has another password by now
			users, err := o.Users(o.t.Context(), system)
			must(o.t, err)
			spare := fmt.Sprint("spare", len(users))
			_, err = o.AddUser(o.t.Context(), system, spare, "Another one", role, password)
			must(o.t, err)
			must(o.t, o.WaiveSecondFactor(o.t.Context(), system, spare))
			p.signIn(spare, password)
		}
		p.token = tokenIn(p.get("/staff").body)
		return ask()
	}
	return got
}

// note keeps whether an answer is a yes. Anything but a page, a form that says
// what is wrong, or a refusal is a mistake of the server.
func (m *matrix) note(t *testing.T, method string, r route, role access.Role, s standing, got answer) {
	t.Helper()
	m.mu.Lock()
	defer m.mu.Unlock()
	m.requests++
	yes := false
	switch got.status {
	case http.StatusOK, http.StatusSeeOther, http.StatusConflict, http.StatusUnprocessableEntity, http.StatusGone:
		yes = true
	case http.StatusForbidden, http.StatusNotFound, http.StatusUnauthorized:
	default:
		t.Errorf("%s %s as %s, %s = %d", method, r.pattern, role, s, got.status)
	}
	key := method + " " + r.pattern
	if m.said != nil && yes != m.says(key, role, s) {
		t.Errorf("%s as %s, %s = %d, which %s does not say", key, role, s, got.status, policyFile)
	}
	of := m.yes[key]
	if of[role] == nil {
		of[role] = map[standing]bool{}
	}
	of[role][s] = yes
}

// stand puts the account of a role into a standing to every case.
func (o *office) stand(role access.Role, s standing) {
	ctx := o.t.Context()
	colleague, err := o.AddUser(ctx, system, "the.colleague", "A colleague", access.Caseworker, password)
	must(o.t, err)
	me, err := o.store.UserByName(ctx, string(role))
	must(o.t, err)
	lines, err := o.Cases(ctx, system, store.CaseFilter{})
	must(o.t, err)
	for _, line := range lines {
		ref := line.Case.Ref
		switch s {
		case "own":
			must(o.t, o.Assign(ctx, system, ref, me.ID, string(partOf(role)), ""))
		case "other":
			must(o.t, o.Assign(ctx, system, ref, colleague, string(casebook.PartCaseworker), ""))
		case shutOut:
			o.shut(ref, colleague)
		}
	}
	if s == shutOut {
		o.unnameAll()
	}
}

// shut restricts a case on which nobody but a colleague is named.
func (o *office) shut(ref casebook.Ref, colleague casebook.ID) {
	ctx := o.t.Context()
	f, err := o.File(ctx, system, ref)
	must(o.t, err)
	must(o.t, o.Assign(ctx, system, ref, colleague, string(casebook.PartCaseworker), ""))
	if f.Case.Publication == casebook.Published {
		must(o.t, o.TakeBack(ctx, system, casebook.Subject{Kind: casebook.OnCase, ID: f.Case.ID}, "a threat"))
		f, err = o.File(ctx, system, ref)
		must(o.t, err)
	}
	must(o.t, o.RestrictCase(ctx, system, ref, f.Case.Version, true, "a threat"))
	people, err := o.People(ctx, system, ref)
	must(o.t, err)
	for _, one := range people.All {
		if one.UserID != colleague {
			must(o.t, o.Unassign(ctx, system, ref, one.ID, "a threat"))
		}
	}
}

// unnameAll leaves only one person named on the restricted source who never
// asks: an account that is closed.
func (o *office) unnameAll() {
	ctx, on := o.t.Context(), casebook.Subject{Kind: casebook.OnSource, ID: o.has.restricted}
	gone, err := o.AddUser(ctx, system, "the.gone", "Somebody gone", access.Reader, password)
	must(o.t, err)
	must(o.t, o.NameOn(ctx, system, on, gone))
	named, err := o.Named(ctx, system, on)
	must(o.t, err)
	for _, one := range named.All {
		if one.UserID != gone {
			must(o.t, o.Unname(ctx, system, on, one.ID, "a threat"))
		}
	}
}

func partOf(role access.Role) casebook.Part {
	switch role {
	case access.Reviewer:
		return casebook.PartReviewer
	case access.FamilyLiaison:
		return casebook.PartLiaison
	}
	return casebook.PartCaseworker
}

// table writes the matrix as people read it.
func (m *matrix) table() string {
	var b strings.Builder
	b.WriteString("# Who may use which address of the desk\n\nWritten by asking the running server; `make policy` writes it anew.\n\n")
	b.WriteString("An address about a case says for which cases: those assigned to whoever asks (own), those without a caseworker (free), those of a colleague (other). ")
	b.WriteString("A restricted case that one is not named on is not there for anybody; the exception is marked.\n\n")
	b.WriteString("## By permission\n\n" + access.Table() + "\n## By address\n\n" + m.count() + "\n\n| address | asks for |")
	for _, role := range access.Roles {
		b.WriteString(" " + string(role) + " |")
	}
	b.WriteString("\n|---|---|" + strings.Repeat("---|", len(access.Roles)) + "\n")
	for _, key := range m.order {
		_, path, _ := strings.Cut(key, " ")
		fmt.Fprintf(&b, "| %s | %s |", key, m.asks[path])
		for _, role := range access.Roles {
			b.WriteString(" " + m.cell(key, role) + " |")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// ofCase reports whether an address is about a case: its answers differ by how
// somebody stands to it.
func (m *matrix) ofCase(key string) bool {
	for _, role := range access.Roles {
		of := m.yes[key][role]
		if of["own"] != of[shutOut] || of["free"] != of[shutOut] || of["other"] != of[shutOut] {
			return true
		}
	}
	return false
}

func (m *matrix) cell(key string, role access.Role) string {
	of := m.yes[key][role]
	if !m.ofCase(key) {
		if of["free"] {
			return "yes"
		}
		return "no"
	}
	var where []string
	for _, s := range standings {
		if of[s] {
			where = append(where, string(s))
		}
	}
	if len(where) == 0 {
		return "no"
	}
	return strings.Join(where, " ")
}

func (m *matrix) count() string {
	yes, no := 0, 0
	for _, of := range m.yes {
		for _, by := range of {
			for _, allowed := range by {
				if allowed {
					yes++
				} else {
					no++
				}
			}
		}
	}
	return fmt.Sprintf("%d addresses × %d roles × %d standings (own, free, other, restricted): %d decisions, %d yes, %d no.", len(m.order), len(access.Roles), len(standings), yes+no, yes, no)
}

// head asks for the headers alone.
func (p *person) head(path string) answer {
	p.t.Helper()
	req, err := http.NewRequestWithContext(p.t.Context(), http.MethodHead, p.site+path, nil)
	must(p.t, err)
	return p.do(req)
}
