package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"habeas/internal/access"
	"habeas/views/staff"
)

// staffRoutes are the addresses of the desk and of accounts. Every line shows
// who may use it; each room asks again. Nothing is registered without a desk.
func (s *Server) staffRoutes(g *echo.Group) {
	if !s.hasDesk() {
		return
	}
	s.accountRoutes(g)
	d := door{g.Group("", s.private, s.withSession, s.answered, s.signedIn, s.unforged), s}
	s.ownRoutes(d)
	s.accountsRoutes(d)
	s.morningRoutes(d)
	s.privateFileRoutes(d)
	s.draftRoutes(d)
	s.restoreRoutes(d)
	s.eraseRoutes(d)
	s.caseRoutes(d)
	s.assignmentRoutes(d)
	s.subjectRoutes(d)
	s.releaseRoutes(d)
	s.releasesRoutes(d)
	s.confirmationRoutes(d)
	s.legalRoutes(d)
	s.briefRoutes(d)
	s.recordRoutes(d)
	s.captureRoutes(d)
	s.claimRoutes(d)
	s.takenRoutes(d)
	s.slotRoutes(d)
	s.mergingRoutes(d)
	s.reviewRoutes(d)
	s.helpRoutes(d)
}

// door registers addresses of the desk. A form is opened and taken at the same
// address; a page answers HEAD as well.
type door struct {
	*echo.Group
	s *Server
}

func (d door) page(path string, h func(w work) error, p access.Permission) {
	d.Match([]string{http.MethodGet, http.MethodHead}, path, d.s.at(h), d.needs(path, p))
}

func (d door) sheet(path string, h func(w work) error, p access.Permission) {
	d.Match([]string{http.MethodGet, http.MethodHead, http.MethodPost}, path, d.s.at(h), d.needs(path, p))
}

func (d door) act(path string, h func(w work) error, p access.Permission) {
	d.POST(path, d.s.at(h), d.needs(path, p))
}

// needs keeps what an address asks for, so that the policy can be written down
// and compared, and asks for it.
func (d door) needs(path string, p access.Permission) echo.MiddlewareFunc {
	if d.s.staff.asks == nil {
		d.s.staff.asks = map[string]access.Permission{}
	}
	d.s.staff.asks[path] = p
	return need(p)
}

// accountRoutes are signing in, which asks for nothing, and what a session
// offers to everybody who has one.
func (s *Server) accountRoutes(g *echo.Group) {
	in := g.Group("", s.private, s.withSession)
	in.Match([]string{http.MethodGet, http.MethodHead}, signInPath, s.showSignIn)
	in.POST(signInPath, s.signIn)
	in.POST(passkeyPath, s.signInByPasskey)
	in.Match([]string{http.MethodGet, http.MethodHead}, linkPath+"/:secret", s.showLink)
	in.POST(linkPath+"/:secret", s.acceptLink)
	out := g.Group("", s.private, s.withSession, s.answered, s.signedIn, s.unforged)
	out.POST(signOutPath, s.at(s.signOut))
	out.POST(languagePath, s.at(s.chooseLanguage))
}

func (s *Server) caseRoutes(d door) {
	at := func(more string) string { return staff.CasesPath + "/:ref" + more }
	d.page(staff.CasesPath, s.deskCases, access.ReadCasebook)
	d.sheet(staff.CasesPath+"/new", s.openCase, access.EditCasebook)
	d.page(at(""), s.deskCase, access.ReadCasebook)
	d.page(at("/preview"), s.previewCase, access.ReadCasebook)
	d.page(at("/history"), s.caseHistory, access.ReadCasebook)
	d.sheet(at("/edit"), s.editCase, access.EditCasebook)
	d.sheet(at("/events/new"), s.recordEvent, access.EditCasebook)
	d.sheet(at("/names/new"), s.addName, access.EditCasebook)
	d.act(at("/names/:id/show"), s.showName, access.EditCasebook)
	d.sheet(at("/names/:id/edit"), s.editName, access.EditCasebook)
	d.sheet(at("/names/:id/remove"), s.removeName, access.EditCasebook)
	d.sheet(at("/consents/new"), s.recordConsent, access.EditCasebook)
	d.sheet(at("/consents/:id/withdraw"), s.withdrawConsent, access.EditCasebook)
	d.sheet(at("/charges/new"), s.recordCharge, access.EditCasebook)
	d.sheet(at("/overlaps/new"), s.stateOverlap, access.EditCasebook)
	d.sheet(at("/slots/:number"), s.labelSlot, access.EditCasebook)
	d.sheet("/staff/events/:id/edit", s.editEvent, access.EditCasebook)
	d.sheet("/staff/events/:id/remove", s.removeEvent, access.EditCasebook)
	d.sheet("/staff/charges/:id/edit", s.editCharge, access.EditCasebook)
	d.sheet("/staff/charges/:id/remove", s.removeCharge, access.EditCasebook)
	d.sheet("/staff/overlaps/:id/edit", s.editOverlap, access.EditCasebook)
	d.sheet("/staff/overlaps/:id/remove", s.removeOverlap, access.EditCasebook)
}

// subjectRoutes are what can be done to many kinds of thing.
func (s *Server) subjectRoutes(d door) {
	d.sheet("/staff/cite/:kind/:id", s.cite, access.EditCasebook)
	d.sheet("/staff/cite/:kind/:id/:citation/remove", s.uncite, access.EditCasebook)
	d.sheet("/staff/claim/:kind/:id", s.addClaim, access.EditCasebook)
	d.sheet("/staff/claims/:id/edit", s.editClaim, access.EditCasebook)
	d.sheet("/staff/claims/:id/remove", s.removeClaim, access.EditCasebook)
	d.page("/staff/history/:kind/:id", s.subjectHistory, access.ReadCasebook)
}

func (s *Server) releaseRoutes(d door) {
	at := func(more string) string { return staff.ReleasesPath + "/:id" + more }
	d.page(staff.ReleasesPath, s.deskReleases, access.ReadCasebook)
	d.sheet(staff.ReleasesPath+"/new", s.recordReleaseEvent, access.EditCasebook)
	d.page(at(""), s.deskRelease, access.ReadCasebook)
	d.page(at("/preview"), s.previewRelease, access.ReadCasebook)
	d.sheet(at("/edit"), s.editReleaseEvent, access.EditCasebook)
	d.sheet(at("/people/new"), s.recordRelease, access.EditCasebook)
	d.sheet(at("/people/:release/edit"), s.editRelease, access.EditCasebook)
	d.sheet("/staff/release/:id/steps/new", s.confirmRelease, access.EditCasebook)
	d.sheet("/staff/release/:id/conditions/new", s.imposeCondition, access.EditCasebook)
	d.sheet("/staff/conditions/:id/edit", s.editCondition, access.EditCasebook)
	d.sheet("/staff/conditions/:id/remove", s.removeCondition, access.EditCasebook)
	d.sheet("/staff/steps/:id/edit", s.editStep, access.EditCasebook)
	d.sheet("/staff/steps/:id/remove", s.removeStep, access.EditCasebook)
	d.sheet("/staff/mechanisms/:id/remove", s.removeAccount, access.EditCasebook)
}

// recordRoutes are the lists, pages and forms of what stands outside any case.
func (s *Server) recordRoutes(d door) {
	for _, r := range []struct {
		path             string
		list, page       func(w work) error
		record, changing func(w work) error
	}{
		{staff.SourcesPath, s.deskSources, s.deskSource, s.addSource, s.editSource},
		{staff.FacilitiesPath, s.deskFacilities, s.deskFacility, s.addFacility, s.editFacility},
		{staff.CountsPath, s.deskCounts, s.deskCount, s.recordCount, s.editCount},
		{staff.PositionsPath, s.deskPositions, s.deskPosition, s.recordPosition, s.editPosition},
		{staff.AdvisoriesPath, s.deskAdvisories, s.deskAdvisory, s.recordAdvisory, s.editAdvisory},
		{staff.ContextPath, s.deskContext, s.deskContextEvent, s.recordContext, s.editContext},
	} {
		d.page(r.path, r.list, access.ReadCasebook)
		d.sheet(r.path+"/new", r.record, access.EditCasebook)
		d.page(r.path+"/:id", r.page, access.ReadCasebook)
		d.sheet(r.path+"/:id/edit", r.changing, access.EditCasebook)
	}
	d.page(staff.CountriesPath, s.deskCountries, access.ReadCasebook)
	d.page(staff.CountriesPath+"/:id", s.deskCountry, access.ReadCasebook)
}
