package pdftext_test

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"habeas/internal/pdftext"
)

// child is how this test's own program is asked to be the process that reads.
const child = "be-the-child"

func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == child {
		if err := pdftext.Serve(context.Background(), os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func newReader(t *testing.T) *pdftext.Reader {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return pdftext.NewReader(self, child)
}

// The page of testdata/article.html as a browser prints it: lines that were
// broken come together again, in every script, and pages stay apart.
func TestAnArticleIsReadParagraphByParagraph(t *testing.T) {
	t.Parallel()
	file, err := os.Open("testdata/article.pdf")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	got, err := newReader(t).Read(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	want := pdftext.Document{Pages: [][]string{
		{
			"Three sailors held after inspection in an invented port",
			"At least three sailors were taken from their ship on 4 March 2025 by port police of the invented town of Puerto Ejemplo, their union said on Friday. The ministry has not said where they are held, and the owner of the ship said that nobody answers its letters.",
			"“We counted them when they left, and three did not come back,” said the mate, who asked not to be named because colleagues remain in custody. More than twenty others were questioned and let go the same evening.",
			"A spokeswoman of the ministry said that the men were being questioned about the papers of the ship, which the union calls a pretext. Two of the three are citizens of another invented country.",
			"What the families say",
			"«No sabemos dónde está», dijo la madre de uno de ellos. Más de cien vecinos firmaron una carta al tribunal.",
		},
		{
			"احمد نمونه در ۱۴ اسفند ۱۴۰۳ بازداشت شد. خانواده\u200cاش از او خبری ندارند.",
			"王例子于三月四日被带走。家人没有得到任何通知。",
		},
		{"On the second page the union wrote that it will count again on Monday, and that it keeps a list of everyone who was seen."},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAFileThatGivesNoTextSaysWhy(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file string
		want pdftext.Problem
	}{
		"empty":           {"", pdftext.Broken},
		"no PDF":          {"%PDF-1.7 is how this letter begins", pdftext.Broken},
		"cut off":         {page("BT /F1 12 Tf (Held) Tj ET")[:60], pdftext.Broken},
		"a page of lines": {page("0 0 m 100 100 l S"), pdftext.Pictures},
		"no page":         {pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"), pdftext.Pictures},
		"pages in a ring": {pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"), pdftext.Pictures},
		"locked":          {locked, pdftext.Locked},
		"a thousand deep": {pdf("<</Type/Catalog/Pages 2 0 R>>", strings.Repeat("[", 100_000)+strings.Repeat("]", 100_000)), pdftext.Pictures},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := newReader(t).Read(t.Context(), strings.NewReader(c.file))
			if err != nil || got.Problem != c.want || len(got.Pages) > 0 {
				t.Errorf("got %+v, %v; want the problem %q", got, err, c.want)
			}
		})
	}
}

// What is made to hurt its reader ends in time, and takes the memory of a
// process that ends alone.
func TestAHostileFileEndsWithItsProcess(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Parallel()
	for name, file := range map[string]string{
		"a gigabyte of nothing in a megabyte": page(flate(1 << 30)),
		"letters without end":                 pageOf("BT /F1 1 Tf " + strings.Repeat("(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj 1 0 Td ", 200_000) + "ET"),
		"forms in each other":                 pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 5 0 R/Resources<</XObject<</A 4 0 R>>>>>>", stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 4 0 R>>>>", strings.Repeat("/A Do ", 100)), stream("", "/A Do")),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			began := time.Now()
			got, err := newReader(t).Read(t.Context(), strings.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			if took := time.Since(began); took > 45*time.Second {
				t.Errorf("it took %s", took)
			}
			if len(got.Text()) > 5<<20 {
				t.Errorf("%d bytes of text", len(got.Text()))
			}
			t.Logf("%s: %d bytes of text, problem %q, %s", name, len(got.Text()), got.Problem, time.Since(began).Round(time.Millisecond))
		})
	}
}

func TestACallerThatLeavesIsNotAProblemOfTheFile(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got, err := newReader(t).Read(ctx, strings.NewReader(page("BT ET"))); err == nil {
		t.Errorf("got %+v; want an error", got)
	}
}

func TestAProcessThatDiesIsAProblemOfTheFile(t *testing.T) {
	t.Parallel()
	got, err := pdftext.NewReader("false").Read(t.Context(), strings.NewReader("x"))
	if err != nil || got.Problem != pdftext.TooMuch {
		t.Errorf("got %+v, %v; want the problem %q", got, err, pdftext.TooMuch)
	}
	if _, err := pdftext.NewReader("/nowhere/habeas").Read(t.Context(), strings.NewReader("x")); err == nil {
		t.Error("a program that is not there was no error")
	}
}

// The engine is the one that the npm package @embedpdf/pdfium 2.15.1 holds.
func TestTheEngineIsTheOneThatIsNamed(t *testing.T) {
	t.Parallel()
	zipped, err := os.Open("pdfium.wasm.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer zipped.Close()
	code, err := gzip.NewReader(zipped)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, code); err != nil {
		t.Fatal(err)
	}
	const want = "5e4cd023c3dad4a895b3571ca573d3fc51bac6de48360d95283134385b954eaa"
	if got := hex.EncodeToString(sum.Sum(nil)); got != want {
		t.Errorf("SHA-256 %s; want %s", got, want)
	}
}

// pdf writes a file of some objects, numbered from 1; the first is its catalog.
func pdf(objects ...string) string {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	var at []int
	for i, o := range objects {
		at = append(at, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return out.String()
}

// stream is an object with a body.
func stream(entries, body string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(body), body)
}

// pageOf is a file of one page with a content; page takes the object of it.
func pageOf(content string) string { return page(stream("", content)) }

func page(content string) string {
	if !strings.HasPrefix(content, "<<") {
		content = stream("", content)
	}
	return pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>", content, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
}

// flate is a body of so many zeros, packed.
func flate(size int) string {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	zeros := make([]byte, 1<<20)
	for range size >> 20 {
		if _, err := z.Write(zeros); err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return stream("/Filter/FlateDecode", packed.String())
}

// locked is a file that asks for a password.
var locked = strings.Replace(pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"), "/Root 1 0 R",
	"/Root 1 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"+strings.Repeat("41", 32)+">/U<"+strings.Repeat("42", 32)+">>>", 1)
