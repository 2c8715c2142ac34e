namespace FilmRec.Web.Components.Controls;

/// <summary>One estimate of an <see cref="IntervalPlot"/>.</summary>
/// <param name="Label">At the left: "Blend, live".</param>
/// <param name="Mean">The dot.</param>
/// <param name="HalfWidth">Half of the interval.</param>
/// <param name="Colour">A token: "var(--all)".</param>
/// <param name="Strong">One of those that matter.</param>
public sealed record IntervalRow(string Label, double Mean, double HalfWidth, string Colour, bool Strong);
