package config

import (
	"net/mail"
	"net/url"
	"strings"

	"habeas/internal/fault"
)

// Numbers of digits in a telephone number with its country code, by ITU-T E.164.
const (
	minDigits = 7
	maxDigits = 15
)

// ContactLink gives the address of a link that reaches Contact: mailto:, tel:
// or the page itself; empty when there is none.
func (c Config) ContactLink() string {
	switch {
	case c.Contact == "":
		return ""
	case isPage(c.Contact):
		return c.Contact
	case strings.HasPrefix(c.Contact, "+"):
		return "tel:+" + digitsOf(c.Contact)
	}
	at := strings.LastIndexByte(c.Contact, '@')
	return "mailto:" + url.PathEscape(c.Contact[:at]) + "@" + url.PathEscape(c.Contact[at+1:])
}

func isPage(text string) bool {
	return strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://")
}

// checkContact says what is wrong with where people are told to write or call.
// A number needs its country code: families and journalists call from abroad.
func checkContact(text string) fault.Text {
	ok := true
	switch {
	case text == "":
	case strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }):
		ok = false
	case isPage(text):
		u, err := url.Parse(text)
		ok = err == nil && u.Hostname() != "" && u.User == nil && !strings.ContainsAny(text, " \\")
	case strings.HasPrefix(text, "+"):
		n := len(digitsOf(text))
		ok = n >= minDigits && n <= maxDigits && strings.Trim(text[1:], "0123456789 ().-") == ""
	default:
		ok = isMail(text)
	}
	if ok {
		return fault.Text{}
	}
	return fault.Say("Give one mail address, a telephone number that begins with + and the country code, or the https:// address of a page; or leave it empty.")
}

// isMail reports whether text is one bare mail address, without a name before
// it and without the characters that would end a mailto: link early.
func isMail(text string) bool {
	a, err := mail.ParseAddress(text)
	return err == nil && a.Name == "" && a.Address == text && !strings.ContainsAny(text, " \"<>\\,;")
}

// digitsOf leaves out what people write between the digits of a number.
func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}
