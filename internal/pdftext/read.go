package pdftext

// errorPassword is what FPDF_GetLastError says of a file that is locked.
const errorPassword = 4

// read reads a whole file.
func (e *engine) read(body []byte) (Document, error) {
	at, err := e.take(len(body) + 1)
	if err != nil {
		return Document{}, err
	}
	e.module.Memory().Write(at, body)
	doc, err := e.call("FPDF_LoadMemDocument64", uint64(at), uint64(len(body)), 0)
	if err != nil {
		return Document{}, err
	}
	if uint32(doc) == 0 {
		return e.refused()
	}
	count, err := e.call("FPDF_GetPageCount", doc)
	if err != nil {
		return Document{}, err
	}
	var out Document
	letters := 0
	for i := range min(int(uint32(count)), maxPages) {
		lines, err := e.page(doc, i)
		if err != nil {
			return Document{}, err
		}
		page := paragraphs(lines)
		for _, p := range page {
			letters += len(p)
		}
		if out.Pages = append(out.Pages, page); letters > maxLetters {
			break
		}
	}
	if letters == 0 {
		return Document{Problem: Pictures}, nil
	}
	out.settleHyphens()
	return out, nil
}

// refused says why a file was not opened.
func (e *engine) refused() (Document, error) {
	why, err := e.call("FPDF_GetLastError")
	if why == errorPassword {
		return Document{Problem: Locked}, err
	}
	return Document{Problem: Broken}, err
}

// page reads the lines of one page, counted from 0. A page that does not open
// has none: the others are read all the same.
func (e *engine) page(doc uint64, number int) ([]line, error) {
	page, err := e.call("FPDF_LoadPage", doc, uint64(number))
	if err != nil || uint32(page) == 0 {
		return nil, err
	}
	text, err := e.call("FPDFText_LoadPage", page)
	if err != nil {
		return nil, err
	}
	var lines []line
	if uint32(text) != 0 {
		if lines, err = e.lines(text); err != nil {
			return nil, err
		}
		if _, err = e.call("FPDFText_ClosePage", text); err != nil {
			return nil, err
		}
	}
	_, err = e.call("FPDF_ClosePage", page)
	return lines, err
}

// lines reads the text of a page letter by letter, with where each stands.
func (e *engine) lines(text uint64) ([]line, error) {
	count, err := e.call("FPDFText_CountChars", text)
	if err != nil {
		return nil, err
	}
	box, err := e.take(4 * 8)
	if err != nil {
		return nil, err
	}
	var all []line
	var now line
	for i := range min(uint64(uint32(count)), maxLetters) {
		letter, err := e.call("FPDFText_GetUnicode", text, i)
		if err != nil {
			return nil, err
		}
		switch r := rune(uint32(letter)); r {
		case '\r', 0:
		case '\n':
			all, now = append(all, now), line{}
		default:
			if err := e.place(&now, text, i, box); err != nil {
				return nil, err
			}
			now.write(r)
		}
	}
	_, err = e.call("free", uint64(box))
	return append(all, now), err
}

// place widens a line by where a letter stands.
func (e *engine) place(l *line, text, i uint64, box uint32) error {
	found, err := e.call("FPDFText_GetCharBox", text, i, uint64(box), uint64(box+8), uint64(box+16), uint64(box+24))
	if err != nil || uint32(found) == 0 {
		return err
	}
	left, right, bottom, top := e.number(box), e.number(box+8), e.number(box+16), e.number(box+24)
	if right <= left || top <= bottom { // a space that was made up
		return nil
	}
	size, err := e.call("FPDFText_GetFontSize", text, i)
	if err != nil {
		return err
	}
	l.widen(left, right, bottom, fontSize(size))
	return nil
}
