namespace FilmRec.Web.Components.Controls;

/// <summary>How exactly a time is said. The whole of it always stands in the tooltip.</summary>
public enum WhenForm
{
    /// <summary>"4 minutes ago", then as <see cref="Day"/>.</summary>
    Ago,

    /// <summary>"yesterday", "Sunday", "12 Nov".</summary>
    Day,

    /// <summary>"22 Nov 2026 18:50".</summary>
    Moment,
}
