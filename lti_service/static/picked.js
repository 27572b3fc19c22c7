// Takes the choice back to the platform at once.
document.getElementById("answer").submit();
