/** Makes the citizens' pages pleasanter where scripts run; nothing depends on it. */
document.documentElement.classList.add('scripted')
