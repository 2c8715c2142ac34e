using System.Text;
using QRCoder;

namespace FilmRec.Web.Components.Account.Manage;

/// <summary>A text as a picture that phones read.</summary>
internal static class QrCode
{
    private const string Ink = "#000000";
    private const string Paper = "#ffffff"; // in the dark theme too: many apps read nothing else

    /// <summary>For the address of a picture; nothing is fetched.</summary>
    public static string DataAddressOf(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        string svg = picture.GetGraphic(4, Ink, Paper, drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
        return $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}";
    }
}
