package brief_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"habeas/internal/brief"
	"habeas/internal/casebook"
	"habeas/internal/locale"
	"habeas/internal/when"
)

var today = when.NewDay(2026, 1, 20)

// sample is a case with public and staff-only facts.
func sample() *casebook.File {
	f := &casebook.File{
		Case:     casebook.Case{ID: "c", Ref: "VE-2026-0001", Kind: casebook.KindPerson, PersonID: "p", Country: "VE", Captor: "state", Deprivation: "detention", Note: "SECRETNOTE", Summary: locale.Text{En: "She is held.", Es: "Está detenida."}},
		Person:   &casebook.Person{ID: "p"},
		Names:    []casebook.Name{{ID: "n", Text: "Ana Pérez", Display: true}},
		Consents: []casebook.Consent{{Scopes: casebook.Codes{"publish_name"}}},
		Events: []casebook.Event{
			{ID: "e", Kind: casebook.Taken, Date: when.MustParse("2025-12-08"), What: locale.Text{En: "Taken at home."}, Visibility: casebook.Public},
			{ID: "s", Kind: casebook.Hospitalised, Date: when.MustParse("2026-01-02"), What: locale.Text{En: "SECRETEVENT"}, Visibility: casebook.Staff},
		},
		Judgements:  []casebook.Judgement{{Assessment: casebook.Assessment{ID: "a", Frame: casebook.WGAD, By: locale.Text{En: "SECRETLAWYERS"}, Visibility: casebook.Staff}, Findings: []casebook.Finding{{Criterion: "I", Answer: "yes"}}}},
		Proceedings: []casebook.Proceeding{{ID: "l", Kind: "appeal", Body: locale.Text{En: "SECRETCOURT"}, Outcome: "pending"}},
		Others:      map[casebook.ID]casebook.Case{},
	}
	f.Sources = map[casebook.ID]casebook.Source{"1": {ID: "1", Title: "An article", Visibility: casebook.Public}, "2": {ID: "2", Title: "SECRETSOURCE", Visibility: casebook.Restricted}}
	f.Citations = []casebook.Citation{{ID: "x", SubjectKind: casebook.OnEvent, SubjectID: "e", SourceID: "1"}, {ID: "y", SubjectKind: casebook.OnEvent, SubjectID: "e", SourceID: "2"}}
	f.Sources["3"] = casebook.Source{ID: "3", Title: "SECRETDOCKET", Visibility: casebook.Staff}
	f.Citations = append(f.Citations, casebook.Citation{ID: "z", SubjectKind: casebook.OnProceeding, SubjectID: "l", SourceID: "3"},
		casebook.Citation{ID: "w", SubjectKind: casebook.OnProceeding, SubjectID: "l", SourceID: "1"})
	return f
}

func text(t *testing.T, d *brief.Document) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprint(&b, d.Title, d.Notices, d.Sources)
	for _, s := range d.Sections {
		fmt.Fprintln(&b, s.Heading)
		for _, i := range s.Items {
			for _, said := range i.Says {
				fmt.Fprintln(&b, i.Label, said.Line(locale.For(d.Lang)))
			}
		}
	}
	if strings.Contains(b.String(), "[brief.") {
		t.Errorf("a catalogue lacks a word: %s", b.String())
	}
	return b.String()
}

func TestForUseOutsideNothingIsToldThatIsNotPublic(t *testing.T) {
	t.Parallel()
	for name, paper := range map[string]func(*locale.Words, *casebook.File, when.Day, bool) (*brief.Document, error){"brief": brief.Case, "questionnaire": brief.Questionnaire} {
		for _, lang := range locale.Langs {
			d, err := paper(locale.For(lang), sample(), today, false)
			if err != nil {
				t.Fatal(err)
			}
			if got := text(t, d); strings.Contains(got, "SECRET") || !strings.Contains(got, "Ana Pérez") || !strings.Contains(got, "[1] [2]") {
				t.Errorf("%s in %s tells what is not public, or lacks what is:\n%s", name, lang, got)
			}
			whole, err := paper(locale.For(lang), sample(), today, true)
			if err != nil {
				t.Fatal(err)
			}
			got := text(t, whole)
			for _, want := range []string{"SECRETEVENT", "SECRETLAWYERS", "SECRETCOURT", "SECRETSOURCE", "[" + locale.For(lang).T("brief.staff_only") + "]"} {
				if !strings.Contains(got, want) {
					t.Errorf("the whole %s in %s lacks %s", name, lang, want)
				}
			}
			if strings.Contains(got, "SECRETNOTE") {
				t.Errorf("the whole %s tells the internal note", name)
			}
		}
	}
}

func TestAProceedingIsToldWithTheNumbersOfItsSources(t *testing.T) {
	t.Parallel()
	for name, paper := range map[string]func(*locale.Words, *casebook.File, when.Day, bool) (*brief.Document, error){"brief": brief.Case, "questionnaire": brief.Questionnaire} {
		d, err := paper(locale.For(locale.English), sample(), today, true)
		if err != nil {
			t.Fatal(err)
		}
		if got := text(t, d); !strings.Contains(got, "SECRETCOURT · Pending [staff only] [3] [1]") {
			t.Errorf("the %s tells the proceeding without its sources:\n%s", name, got)
		}
		if len(d.Sources) != 3 || !strings.Contains(d.Sources[2], "SECRETDOCKET [staff only]") {
			t.Errorf("the %s lists the sources %q, want the docket as the third", name, d.Sources)
		}
	}
}

func TestWithoutConsentTheNameIsLeftOut(t *testing.T) {
	t.Parallel()
	f := sample()
	f.Consents = nil
	d, err := brief.Case(locale.For(locale.English), f, today, false)
	if err != nil {
		t.Fatal(err)
	}
	if got := text(t, d); strings.Contains(got, "Pérez") || !strings.Contains(got, "Nothing on record allows publication") {
		t.Errorf("without consent the brief says: %s", got)
	}
}

func TestTheDocumentIsAZipOfXMLWithItsText(t *testing.T) {
	t.Parallel()
	f := sample()
	f.Case.Summary.En = "A summary with <angles> & ampersands and a \x01 sign."
	d, err := brief.Case(locale.For(locale.English), f, today, true)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := brief.DOCX(&out, d); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	for _, file := range z.File {
		if !strings.HasSuffix(file.Name, ".xml") && !strings.HasSuffix(file.Name, ".rels") {
			continue
		}
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		for dec := xml.NewDecoder(r); ; {
			token, err := dec.Token()
			if err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s is no XML: %v", file.Name, err)
			}
			if chars, ok := token.(xml.CharData); ok && file.Name == "word/document.xml" {
				said.Write(chars)
			}
		}
	}
	for _, want := range []string{"Case brief: Ana Pérez", "<angles> & ampersands", "Taken at home.", "An article"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("the document does not say %q", want)
		}
	}
	opensInAWordProcessor(t, out.Bytes())
}

// opensInAWordProcessor converts the document with LibreOffice where it is.
func opensInAWordProcessor(t *testing.T, body []byte) {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Log("LibreOffice is not installed: the document was not opened in a word processor")
		return
	}
	if program, err := filepath.EvalSymlinks(office); err == nil {
		if writer, _ := filepath.Glob(filepath.Join(filepath.Dir(program), "libswlo*")); len(writer) == 0 {
			t.Log("LibreOffice is here without its word processor: the document was not opened in one")
			return
		}
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "brief.docx")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(office, "--headless", "--convert-to", "txt:Text", "--outdir", folder, "-env:UserInstallation=file://"+folder+"/profile", path)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	plain, err := os.ReadFile(filepath.Join(folder, "brief.txt"))
	if err != nil || !bytes.Contains(plain, []byte("Ana Pérez")) {
		t.Errorf("the word processor reads %q, %v", plain, err)
	}
}
