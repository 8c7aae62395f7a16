package web

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"

	"habeas/internal/access"
	"habeas/internal/brief"
	"habeas/internal/desk"
	"habeas/internal/fault"
	"habeas/internal/locale"
	"habeas/internal/when"
	"habeas/views/staff"
)

// papers are the documents that are filled from a case, by their address.
var papers = map[string]desk.Paper{"brief": brief.Case, "questionnaire": brief.Questionnaire}

// briefRoutes are the documents of a case: for print, and for a word processor.
func (s *Server) briefRoutes(d door) {
	for _, name := range []string{"brief", "questionnaire"} {
		d.sheet(staff.CasesPath+"/:ref/"+name, s.paper, access.ReadCasebook)
		d.sheet(staff.CasesPath+"/:ref/"+name+".docx", s.paper, access.ReadCasebook)
	}
}

// paper gives a document. The whole of it leaves the house with what is not
// published, and so takes a proof of who asks, as every such export does.
func (s *Server) paper(w work) error {
	if w.QueryParam("all") == "" {
		return s.fillPaper(w)
	}
	if err := w.by.May(access.ExportUnpublished); err != nil {
		return err
	}
	return s.reauthenticated(s.fillPaper)(w)
}

// fillPaper fills a document: for use outside, unless “all=1” asks for the whole,
// in the language of the desk, unless “lang” asks for another.
func (s *Server) fillPaper(w work) error {
	path := w.Request().URL.Path
	name, forWord := strings.CutSuffix(path[strings.LastIndexByte(path, '/')+1:], ".docx")
	lang, all := locale.Lang(w.QueryParam("lang")), w.QueryParam("all")
	switch {
	case lang == "":
		lang = w.words.Lang()
	case lang != locale.English && lang != locale.Spanish:
		return fault.Field("lang", "There is no such language here. Give en or es.")
	}
	if all != "" && all != "1" {
		return fault.Field("all", "Give all=1 for everything at the desk, or leave it out for use outside.")
	}
	words := locale.For(lang)
	doc, err := s.o.Desk.Brief(w.ctx(), w.by, w.ref(), papers[name], words, when.DayOf(s.o.Now()), all == "1")
	if err != nil {
		return err
	}
	if all == "" && w.Request().Method == http.MethodPost { // a proof that nobody asked for
		return w.Redirect(http.StatusSeeOther, w.Request().URL.RequestURI())
	}
	if forWord {
		return sendDOCX(w, string(w.ref())+"-"+name+"-"+string(lang)+".docx", doc)
	}
	return w.show(staff.Brief(w.briefPage(name, words, doc, all == "1")))
}

// briefPage adds the ways to have a document in another form.
func (w work) briefPage(name string, words *locale.Words, doc *brief.Document, all bool) staff.BriefPage {
	back := staff.CasePath(w.ref())
	p := staff.BriefPage{Page: w.page(doc.Title), Words: words, Doc: doc, Path: back + "/" + name, Back: back}
	query := func(lang locale.Lang, all bool) string {
		q := url.Values{"lang": {string(lang)}}
		if all {
			q.Set("all", "1")
		}
		return "?" + q.Encode()
	}
	p.Query = query(words.Lang(), all)
	other := locale.Spanish
	if words.Lang() == locale.Spanish {
		other = locale.English
	}
	p.Other = append(p.Other, staff.Choice{Value: p.Path + query(other, all), Label: words.T("brief.other_language")})
	switch {
	case all:
		p.Other = append(p.Other, staff.Choice{Value: p.Path + query(words.Lang(), false), Label: words.T("brief.for_outside")})
	case p.May(access.ExportUnpublished):
		p.Other = append(p.Other, staff.Choice{Value: p.Path + query(words.Lang(), true), Label: words.T("brief.everything")})
	}
	return p
}

func sendDOCX(w work, name string, doc *brief.Document) error {
	var body bytes.Buffer
	if err := brief.DOCX(&body, doc); err != nil {
		return err
	}
	w.Response().Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	return w.Blob(http.StatusOK, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", body.Bytes())
}
