// Sends the form of this page at once.
document.forms[0].submit();
