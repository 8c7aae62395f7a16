package staff

import (
	"net/url"

	"habeas/internal/casebook"
)

// Addresses of the desk. Handlers register the same paths; a test walks the
// routes and finds every one of these.
const (
	HomePath       = "/staff"
	CasesPath      = "/staff/cases"
	SourcesPath    = "/staff/sources"
	FacilitiesPath = "/staff/facilities"
	ReleasesPath   = "/staff/releases"
	CountsPath     = "/staff/counts"
	PositionsPath  = "/staff/positions"
	AdvisoriesPath = "/staff/advisories"
	ContextPath    = "/staff/context"
	CountriesPath  = "/staff/countries"
	AccountsPath   = "/staff/accounts"
	DraftsPath     = "/staff/drafts"
)

// CasePath is the page of a case at the desk, with what follows it.
func CasePath(ref casebook.Ref, more ...string) string {
	return join(CasesPath, append([]string{string(ref)}, more...))
}

// Under is the address of a thing of a list: Under(SourcesPath, id, "edit").
func Under(list string, id casebook.ID, more ...string) string {
	return join(list, append([]string{string(id)}, more...))
}

// On is the address of an operation on any subject: On("cite", subject).
func On(verb string, on casebook.Subject, more ...string) string {
	return join("/staff/"+verb, append([]string{string(on.Kind), string(on.ID)}, more...))
}

// Back adds where a form returns to.
func Back(address, back string) string { return address + "?back=" + url.QueryEscape(back) }

func join(base string, parts []string) string {
	for _, part := range parts {
		base += "/" + url.PathEscape(part)
	}
	return base
}

// AccountPath is the page of an account, with what follows it.
func AccountPath(name string, more ...string) string {
	return join(AccountsPath, append([]string{name}, more...))
}
